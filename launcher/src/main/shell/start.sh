# shellcheck shell=sh
# shellcheck disable=SC2154,SC3013 # root and jar are set by who reads this; every sh that is about knows -nt
# What every installation of fanout does before the JVM runs: the script of a source tree and that of a release read this.
# They set "root" (where they are installed) and "jar" (the launcher's), and call find_java, then start.

fail() {
    echo "fanout: $1" >&2
    exit 1
}

# Java reads arguments and names of files in the encoding of its locale, and no option changes that. Where the locale has
# another encoding than UTF-8 or is not installed (cron, systemd, containers), one that has it is taken. LC_ALL, since one
# category that is not installed is enough for Java to fall back to ASCII.
utf8_locale() {
    wanted=${LC_ALL:-${LC_CTYPE:-${LANG:-C.UTF-8}}}
    if ! command -v locale >/dev/null; then # Alpine and the like, which have C.UTF-8
        echo C.UTF-8
        return
    fi
    for name in "$wanted" C.UTF-8 $(locale -a 2>/dev/null | grep -i 'utf-\{0,1\}8$'); do
        if [ "$(LC_ALL=$name locale charmap 2>/dev/null)" = UTF-8 ]; then
            echo "$name"
            return
        fi
    done
    echo "$wanted"
}

java_major() {
    if [ -r "$release" ]; then grep '^JAVA_VERSION=' "$release"; else "$java" -version 2>&1; fi |
        sed -n 's/^[^"]*"\(1\.\)\{0,1\}\([0-9]\{1,\}\).*/\2/p' | head -n 1
}

# The installation's own Java, else the user's. Sets java and release, the file that says which Java it is.
find_java() {
    LC_ALL=$(utf8_locale)
    export LC_ALL
    wanted=java
    [ -z "${JAVA_HOME:-}" ] || wanted=$JAVA_HOME/bin/java
    [ ! -x "$root/runtime/bin/java" ] || wanted=$root/runtime/bin/java
    java=$(command -v "$wanted") ||
        fail "Java 17 or newer must be in JAVA_HOME or on the PATH, no such program: $wanted"
    release=$(dirname "$(dirname "$(readlink -f "$java")")")/release
    major=$(java_major)
    [ "${major:-0}" -ge 17 ] || fail "Java must be 17 or newer, got: ${major:-unknown} ($java)."
}

# The serial collector, unless somebody chose another: the JVM refuses to start with two.
collector() {
    for option in ${JAVA_TOOL_OPTIONS:-} ${JDK_JAVA_OPTIONS:-} ${_JAVA_OPTIONS:-} ${FANOUT_JAVA_OPTS:-}; do
        case $option in
            -XX:+Use*GC) return ;;
        esac
    done
    echo -XX:+UseSerialGC
}

# Where the archive of the classes of short commands is, for this very Java and this very jar: beside the jar, or in the user's
# cache where the installation is read only. Nothing when it can be nowhere.
archive() {
    [ -r "$release" ] || return 0
    folder=$(dirname "$jar")
    if [ ! -w "$folder" ]; then
        [ -n "${XDG_CACHE_HOME:-${HOME:-}}" ] || return 0
        folder=${XDG_CACHE_HOME:-$HOME/.cache}/fanout
    fi
    echo "$folder/fanout-$({ cat "$release" && echo "$jar" && cat "$jar.sha256"; } 2>/dev/null | cksum | cut -d ' ' -f 1).jsa"
}

# The short commands, which reach nobody, so that the JVM can keep their classes as they lie in memory. Without it all works,
# slower. An archive that could not be written is an empty file, so that it is not tried again before the next build.
rehearse() { # ARCHIVE
    mkdir -p "$(dirname "$1")" 2>/dev/null || return 0
    [ -w "$(dirname "$1")" ] || return 0
    written=$1.$$
    # shellcheck disable=SC2046 # no collector is no word
    (
        cd / # where no fanout.json is
        unset FANOUT_CONFIG AWS_PROFILE AWS_SESSION_TOKEN AWS_ENDPOINT_URL AWS_CA_BUNDLE
        XDG_CONFIG_HOME=/dev/null XDG_STATE_HOME=/dev/null AWS_CONFIG_FILE=/dev/null \
            AWS_SHARED_CREDENTIALS_FILE=/dev/null AWS_ACCESS_KEY_ID=none AWS_SECRET_ACCESS_KEY=none AWS_REGION=eu-west-1 \
            AWS_ENDPOINT_URL_DYNAMODB=http://127.0.0.1:1 \
            "$java" $(collector) -XX:ArchiveClassesAtExit="$written" -cp "$jar" \
            dynamofanout.launcher.Main __rehearse </dev/null >/dev/null 2>&1
    ) || :
    [ -s "$written" ] || : >"$written"
    mv -f "$written" "$1"
}

# Becomes the JVM.
run_java() { # OPTION... CLASS ARGUMENT...
    set -f # no option is a file pattern
    # shellcheck disable=SC2046,SC2086 # options are lists of words
    exec "$java" $(collector) "-Dfanout.home=$root" ${FANOUT_JAVA_OPTS:-} "$@"
}

start() { # @OPTIONS ARGUMENT...
    options=$1
    shift
    command=${1:-}
    set -- -cp "$jar" dynamofanout.launcher.Main "$@"
    case $command in # short commands mostly load classes; a copy would gain little and compile worse
        query | scan | get | describe | tables | status | limit | stop | __complete | completion | help | -* | '')
            if [ -f "$jar.aot" ]; then
                set -- -XX:AOTCache="$jar.aot" -Xlog:aot=off -Xlog:cds=off "$@"
            else
                kept=$(archive)
                if [ -n "$kept" ] && [ ! "$kept" -nt "$jar" ]; then
                    if [ "$command" = __complete ]; then # nobody waits for it behind a Tab
                        (rehearse "$kept") >/dev/null 2>&1 &
                    else
                        rehearse "$kept"
                    fi
                fi
                if [ -s "$kept" ] && [ "$kept" -nt "$jar" ]; then
                    set -- -XX:SharedArchiveFile="$kept" -Xlog:cds=off -Xlog:cds+dynamic=off "$@"
                fi
            fi ;;
    esac
    run_java "$options" "$@"
}
