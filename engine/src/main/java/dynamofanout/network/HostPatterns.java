// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Patterns of hosts, as NO_PROXY lists them, separated by commas or blanks. {@code example.com}, {@code .example.com}
 * and {@code *.example.com} mean the domain with everything below it, {@code *} every host, {@code 10.0.0.0/8}
 * addresses. Each may end in a port.
 */
record HostPatterns(List<String> patterns) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
    private static final int BITS = 32;

    static HostPatterns parse(String text) {
        return new HostPatterns(Arrays.stream(text.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                .filter(pattern -> !pattern.isEmpty())
                .toList());
    }

    boolean match(String host, int port) {
        String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$", "").replaceFirst("\\.$", "");
        return patterns.stream().anyMatch(pattern -> match(pattern, name, port));
    }

    private static boolean match(String pattern, String name, int port) {
        if (pattern.equals("*")) {
            return true;
        }
        if (pattern.contains("/")) {
            return isIn(pattern, name);
        }
        if (pattern.startsWith("[") || pattern.indexOf(':') != pattern.lastIndexOf(':')) { // an IPv6 address
            return pattern.replaceAll("^\\[|]$", "").equals(name);
        }
        int colon = pattern.indexOf(':');
        String domain = (colon < 0 ? pattern : pattern.substring(0, colon)).replaceFirst("^\\*?\\.", "");
        boolean isPort = colon < 0 || pattern.substring(colon + 1).equals(Integer.toString(port));
        return isPort && (name.equals(domain) || (!ADDRESS.matcher(name).matches() && name.endsWith("." + domain)));
    }

    private static boolean isIn(String block, String name) {
        String[] parts = block.split("/", 2);
        boolean isReadable = ADDRESS.matcher(parts[0]).matches()
                && ADDRESS.matcher(name).matches()
                && parts[1].matches("[0-9]{1,2}")
                && Integer.parseInt(parts[1]) <= BITS;
        if (!isReadable) {
            return false;
        }
        int shift = BITS - Integer.parseInt(parts[1]);
        return bits(parts[0]) >>> shift == bits(name) >>> shift;
    }

    private static long bits(String address) {
        long bits = 0;
        for (String part : address.split("\\.", -1)) {
            bits = bits << 8 | Integer.parseInt(part);
        }
        return bits;
    }
}
