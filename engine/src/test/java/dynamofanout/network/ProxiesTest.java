// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dynamofanout.input.BadInput;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ProxiesTest {
    private static final String AWS = "dynamodb.eu-west-1.amazonaws.com";

    private final Map<String, String> variables = new HashMap<>();

    @Test
    void https_proxy_is_for_https_and_http_proxy_for_http() {
        variables.put("HTTPS_PROXY", "http://secure:1");
        variables.put("HTTP_PROXY", "http://plain:2");

        assertThat(place("https", AWS)).contains("secure:1");
        assertThat(place("http", "emulator")).contains("plain:2");
    }

    @Test
    void http_proxy_alone_is_not_for_https() {
        variables.put("HTTP_PROXY", "http://plain:2");

        assertThat(place("https", AWS)).isEmpty();
    }

    @Test
    void all_proxy_is_for_what_has_none() {
        variables.put("ALL_PROXY", "http://any:3");
        variables.put("http_proxy", "http://plain:2");

        assertThat(place("https", AWS)).contains("any:3");
        assertThat(place("http", "emulator")).contains("plain:2");
    }

    @Test
    void lower_case_comes_first_and_empty_is_not_set() {
        variables.put("https_proxy", "http://lower:1");
        variables.put("HTTPS_PROXY", "http://upper:1");
        assertThat(place("https", AWS)).contains("lower:1");

        variables.put("https_proxy", " ");
        assertThat(place("https", AWS)).contains("upper:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "api.localhost", "127.0.0.1", "127.1.2.3", "[::1]", "0.0.0.0"})
    void this_machine_is_called_directly(String host) {
        variables.put("HTTP_PROXY", "http://plain:2");

        assertThat(place("http", host)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    .amazonaws.com                     | true
                    amazonaws.com                      | true
                    *.amazonaws.com                    | true
                    .AmazonAWS.com                     | true
                    dynamodb.eu-west-1.amazonaws.com   | true
                    example.com, .amazonaws.com        | true
                    example.com .amazonaws.com         | true
                    amazonaws.com:443                  | true
                    *                                  | true
                    amazonaws.com:8443                 | false
                    aws.com                            | false
                    .eu-west-2.amazonaws.com           | false
                    dynamodb                           | false
                    10.0.0.0/8                         | false
                    ,                                  | false
                    """)
    void no_proxy_lists_domains(String list, boolean isDirect) {
        variables.put("HTTPS_PROXY", "http://secure:1");
        variables.put("NO_PROXY", list);

        assertThat(place("https", AWS).isEmpty()).isEqualTo(isDirect);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    10.0.0.0/8      | 10.20.30.40 | true
                    10.0.0.0/8      | 11.20.30.40 | false
                    10.20.30.40     | 10.20.30.40 | true
                    0.40            | 10.20.30.40 | false
                    10.20.30.40/32  | 10.20.30.40 | true
                    0.0.0.0/0       | 10.20.30.40 | true
                    10.0.0.0/99     | 10.20.30.40 | false
                    fd00::1         | [fd00::1]   | true
                    [fd00::1]       | [fd00::1]   | true
                    """)
    void no_proxy_lists_addresses(String list, String host, boolean isDirect) {
        variables.put("HTTP_PROXY", "http://plain:2");
        variables.put("no_proxy", list);

        assertThat(place("http", host).isEmpty()).isEqualTo(isDirect);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    http://me:s%40fe%2F@proxy.example.com:3128 | me      | s@fe/
                    http://corp%5Cme:p+%25x%zz@proxy:3128      | corp\\me | p+%x%zz
                    http://me:a@b@proxy:3128                   | me      | a@b
                    http://me@proxy:3128                       | me      | ''
                    me:safe@proxy:3128                         | me      | safe
                    """)
    void name_and_password_are_decoded(String url, String user, String password) {
        variables.put("HTTPS_PROXY", url);

        assertThat(proxy("https", AWS).orElseThrow().login()).contains(new ProxyServer.Login(user, password));
        assertThat(proxy("https", AWS).orElseThrow().port()).isEqualTo(3128);
    }

    @Test
    void a_proxy_without_scheme_and_port_is_called_by_http() {
        variables.put("HTTPS_PROXY", "proxy.example.com");

        assertThat(place("https", AWS)).contains("proxy.example.com:80");
    }

    @ParameterizedTest
    @CsvSource({
        "http://me:secret@pro xy:3128, http://pro xy:3128",
        "socks5://me:secret@proxy:1080, socks5://proxy:1080",
        "http://, http://"
    })
    void what_is_no_proxy_is_refused_without_its_password(String url, String shown) {
        variables.put("https_proxy", url);

        assertThatThrownBy(() -> place("https", AWS))
                .isInstanceOf(BadInput.class)
                .hasMessage("https_proxy must be the URL of a proxy such as http://proxy.example.com:3128, got: \""
                        + shown + "\"");
    }

    private Optional<String> place(String scheme, String host) {
        return proxy(scheme, host).map(ProxyServer::place);
    }

    private Optional<ProxyServer> proxy(String scheme, String host) {
        return Proxies.of(variables::get).proxyFor(scheme, host, scheme.equals("https") ? 443 : 80);
    }
}
