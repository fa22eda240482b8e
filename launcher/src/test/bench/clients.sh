# shellcheck shell=bash disable=SC2154,SC2034 # variables come from and go to whoever sources this
# Sourced by run: who is measured, and how each is called.

heap_megabytes=

# prepare_clients NAMES: builds what is needed outside the measurement; prints those that can run
prepare_clients() {
    local client
    for client in $1; do
        case $client in
            fanout)
                if [[ ! -x $fanout ]]; then
                    echo "run: fanout is left out: there is no $fanout" >&2
                    continue
                fi
                "$fanout" --version >&2 ;;
            javaloop) ;;
            rival) [[ -d $here/node_modules ]] || (cd "$here" && npm ci >&2) ;;
            *) echo "run: client must be fanout, javaloop or rival, got: $client" >&2; return 2 ;;
        esac
        echo "$client"
    done | tr '\n' ' '
}

# client_command CLIENT SCHEME DIRECTORY [further arguments]: sets the array "command"
client_command() {
    local client=$1 scheme=$2 directory=$3
    local -a jvm=() node=()
    shift 3
    if [[ $scheme == https ]]; then
        jvm+=("-Djavax.net.ssl.trustStore=$cache/trust.p12" -Djavax.net.ssl.trustStorePassword=changeit)
    fi
    if [[ -n $heap_megabytes ]]; then
        jvm+=("-Xmx${heap_megabytes}m")
        node+=("--max-old-space-size=$heap_megabytes")
    fi
    command=(env -u AWS_PROFILE -u AWS_REGION -u AWS_ENDPOINT_URL -u AWS_ACCESS_KEY_ID "AWS_CONFIG_FILE=$out/config" "AWS_SHARED_CREDENTIALS_FILE=$out/credentials"
        AWS_EC2_METADATA_DISABLED=true)
    case $client in
        fanout)
            write_settings >"$directory/fanout.json"
            command+=("FANOUT_JAVA_OPTS=${FANOUT_JAVA_OPTS:-} ${jvm[*]}" "$fanout" copy --source A --target B
                --table Bench --local --yes --json "$@") ;;
        javaloop)
            command+=("$java" -XX:+UseSerialGC -Dhttp.maxConnections=16 "${jvm[@]}"
                -cp "$cache/classes:$(cat "$cache/classpath")" dynamofanout.bench.JavaLoop --table Bench "$@") ;;
        rival)
            command+=("AWS_ENDPOINT_URL=$stub_url" NODE_NO_WARNINGS=1 "NODE_EXTRA_CA_CERTS=$cache/stub.pem" node
                "${node[@]}" "$here/rival.mjs" --table Bench "$@") ;;
    esac
}

write_settings() {
    cat <<'END'
{
  "environments": {
    "A": {"account": "111111111111", "region": "us-east-1", "profile": "A", "tables": ["Bench"], "copyTo": ["B"]},
    "B": {"account": "222222222222", "region": "us-east-1", "profile": "B", "tables": ["Bench"]}
  }
}
END
}
