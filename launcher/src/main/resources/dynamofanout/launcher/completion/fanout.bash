# bash completion of fanout: source <(fanout completion bash)
_fanout() {
    local line=${COMP_LINE:0:COMP_POINT} current skipped candidate
    local -a words
    case $line in
        *[\"\'\\]*) words=("${COMP_WORDS[@]:0:COMP_CWORD+1}") ;;
        *) # bash divides at = and : as well
            read -ra words <<<"$line"
            [[ $line != *[[:blank:]] ]] || words+=("") ;;
    esac
    current=${words[${#words[@]}-1]}
    skipped=${current%"${current##*[=:]}"}
    COMPREPLY=()
    while IFS= read -r candidate; do
        if [[ $candidate == :files ]]; then
            compopt -o default 2>/dev/null
            return
        fi
        candidate=${candidate%%$'\t'*}
        [[ $candidate == "$current"* ]] && COMPREPLY+=("$(printf %q "${candidate#"$skipped"}")")
    done < <("$1" __complete -- "${words[@]:1}" 2>/dev/null)
    [[ ${#COMPREPLY[@]} -ne 1 || ${COMPREPLY[0]} != *[/=] ]] || compopt -o nospace 2>/dev/null
}
complete -F _fanout fanout
