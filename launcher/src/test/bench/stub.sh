# shellcheck shell=bash disable=SC2154,SC2034 # variables come from and go to whoever sources this
# Sourced by run: builds, starts, asks and stops the stub; writes the profiles that lead to it.

cache=${TMPDIR:-/tmp}/dynamo-fanout-bench-cache-$UID
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
stub_pid=
stub_url=

# Own compilation, so that a benchmark needs no build of the project and no version of its poms.
build_stub() {
    local sources=$here/../java/dynamofanout/bench
    mkdir -p "$cache"
    if [[ ! -e $cache/classpath || $here/rival-pom.xml -nt $cache/classpath ]]; then
        mvn -q -B -f "$here/rival-pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
            -Dmdep.outputFile="$cache/classpath" >"$cache/maven.log" 2>&1 || { cat "$cache/maven.log" >&2; return 1; }
    fi
    if [[ ! -e $cache/compiled || -n $(find "$sources" -name '*.java' -newer "$cache/compiled") ]]; then
        rm -rf "$cache/classes"
        "${java}c" --release 17 -cp "$(cat "$cache/classpath")" -d "$cache/classes" "$sources"/*.java
        touch "$cache/compiled"
    fi
    [[ -e $cache/trust.p12 ]] || make_certificate
}

# RSA 2048 as DynamoDB's own: what a handshake costs the client depends on it.
make_certificate() {
    local keytool=${java%java}keytool
    rm -f "$cache"/*.p12
    "$keytool" -genkeypair -alias stub -keyalg RSA -keysize 2048 -validity 3650 -dname CN=127.0.0.1 \
        -ext san=ip:127.0.0.1,dns:localhost -storetype PKCS12 -keystore "$cache/stub.p12" -storepass changeit
    "$keytool" -exportcert -rfc -alias stub -keystore "$cache/stub.p12" -storepass changeit -file "$cache/stub.pem"
    "$keytool" -importcert -noprompt -alias stub -file "$cache/stub.pem" -storetype PKCS12 \
        -keystore "$cache/trust.p12" -storepass changeit
} >"$cache/keytool.log" 2>&1

# start_stub SCHEME ITEMS [options of StubServer]
start_stub() {
    local scheme=$1 items=$2 port_file=$out/port
    local -a secure=()
    [[ $scheme == http ]] || secure=(--https "$cache/stub.p12")
    rm -f "$port_file"
    "$java" -XX:+UseSerialGC -Xmn96m "-Xmx$((items * (item_bytes + 512) / 1000000 + 512))m" -cp "$cache/classes" \
        dynamofanout.bench.StubServer --port 0 --port-file "$port_file" --items "$items" "${secure[@]}" "${@:3}" \
        2>>"$out/stub.log" &
    stub_pid=$!
    until [[ -e $port_file ]]; do
        kill -0 "$stub_pid" 2>/dev/null || { cat "$out/stub.log" >&2; exit 1; }
        sleep 0.1
    done
    stub_url=$scheme://127.0.0.1:$(cat "$port_file")
    write_profiles
}

stop_stub() {
    if [[ -n $stub_pid ]]; then
        kill "$stub_pid" 2>/dev/null || true
        wait "$stub_pid" 2>/dev/null || true
        stub_pid=
    fi
}

ask_stub() {
    curl -sS --fail --cacert "$cache/stub.pem" "$stub_url/__$1"
}

write_profiles() {
    printf '[profile %s]\nregion = us-east-1\nendpoint_url = %s\n' A "$stub_url" B "$stub_url" >"$out/config"
    printf '[%s]\naws_access_key_id = %s\naws_secret_access_key = secret\n' A BENCHSOURCE B BENCHTARGET \
        >"$out/credentials"
}
