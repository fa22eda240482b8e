#compdef fanout
# zsh completion of fanout: source <(fanout completion zsh)
_fanout() {
    local -a lines whole begun
    local line word
    lines=("${(@f)$("${(Q)words[1]}" __complete -- "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    for line in $lines; do
        if [[ $line == :files ]]; then
            _files
            return
        fi
        word=${line%%$'\t'*}
        word=${word//:/\\:}
        [[ $line != *$'\t'* ]] || word+=":${line#*$'\t'}"
        if [[ ${line%%$'\t'*} == *[/=] ]]; then begun+=("$word"); else whole+=("$word"); fi
    done
    [[ $#whole -eq 0 ]] || _describe -t fanout fanout whole
    [[ $#begun -eq 0 ]] || _describe -t fanout fanout begun -S ''
}
if [[ ${funcstack[1]} == _fanout ]]; then
    _fanout "$@"
else
    (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
    compdef _fanout fanout
fi
