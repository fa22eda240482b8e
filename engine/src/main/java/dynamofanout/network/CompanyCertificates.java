// SPDX-License-Identifier: Apache-2.0
package dynamofanout.network;

import dynamofanout.input.BadInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Reads files of PEM certificates, as AWS_CA_BUNDLE and {@code ca_bundle} name them. */
final class CompanyCertificates {
    private static final Pattern BLOCK = Pattern.compile("-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----");

    private CompanyCertificates() {}

    /**
     * Checks whether a file can be used.
     *
     * @param who the setting that names it
     * @throws BadInput when it is not a file of certificates
     */
    static void require(String who, String file) {
        read(who, file);
    }

    static List<Certificate> read(String who, String file) {
        List<Certificate> certificates = new ArrayList<>();
        try {
            String text = Files.readString(Path.of(file), StandardCharsets.ISO_8859_1); // comments may be anything
            Matcher block = BLOCK.matcher(text);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            while (block.find()) {
                byte[] bytes = block.group().getBytes(StandardCharsets.ISO_8859_1);
                certificates.add(factory.generateCertificate(new ByteArrayInputStream(bytes)));
            }
        } catch (IOException | InvalidPathException | CertificateException e) {
            throw noBundle(who, file);
        }
        if (certificates.isEmpty()) {
            throw noBundle(who, file);
        }
        return certificates;
    }

    /** Trusts the certificates that the JVM trusts, and those that lead to one of these. */
    static X509ExtendedTrustManager beside(List<Certificate> certificates) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < certificates.size(); i++) {
                store.setCertificateEntry("company-" + i, certificates.get(i));
            }
            return new EitherTrust(managerOf(null), managerOf(store));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("a store of certificates must be possible in memory", e);
        }
    }

    /** @param store null: the JVM's own */
    private static X509ExtendedTrustManager managerOf(@Nullable KeyStore store) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    }

    private static BadInput noBundle(String who, String file) {
        return new BadInput(who + " must name a file of PEM certificates that can be read, got: \"" + file + "\"");
    }
}
