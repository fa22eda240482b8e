// SPDX-License-Identifier: Apache-2.0
package dynamofanout.mask;

import dynamofanout.input.BadInput;
import dynamofanout.input.InputObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the secret of a mask is kept. A mask file names the place and never holds the secret. */
public sealed interface SecretLocation {
    /** An environment variable of the process, for local runs only. */
    record EnvironmentVariable(String name) implements SecretLocation {
        @Override
        public String words() {
            return "environment variable " + name;
        }

        @Override
        public String command() {
            return "export " + name + "=\"$(openssl rand -base64 32)\"";
        }
    }

    /**
     * A SecureString of SSM's Parameter Store in the home account.
     *
     * @param kmsKey ARN of its encryption key, if that is a customer managed one
     */
    record Parameter(String name, Optional<String> kmsKey) implements SecretLocation {
        @Override
        public String words() {
            return "SSM parameter " + name;
        }

        @Override
        public String command() {
            return "aws ssm put-parameter --type SecureString --name " + name
                    + kmsKey.map(key -> " --key-id " + key).orElse("") + " --value \"$(openssl rand -base64 32)\"";
        }
    }

    /**
     * A secret of Secrets Manager in the home account.
     *
     * @param id name or ARN
     * @param kmsKey ARN of its encryption key, if that is a customer managed one
     */
    record ManagedSecret(String id, Optional<String> kmsKey) implements SecretLocation {
        @Override
        public String words() {
            return "secret " + id + " of Secrets Manager";
        }

        @Override
        public String command() {
            return "aws secretsmanager create-secret --name " + id.replaceFirst("^arn:.*:secret:", "")
                    + kmsKey.map(key -> " --kms-key-id " + key).orElse("")
                    + " --secret-string \"$(openssl rand -base64 32)\"";
        }
    }

    /** The place in words for messages: {@code SSM parameter /fanout/mask}. */
    String words();

    /** The command that creates a secret and stores it there. */
    String command();

    /** Reads {@code {"environmentVariable": …}}, {@code {"parameter": …}} or {@code {"secretsManager": …}}. */
    static SecretLocation read(InputObject holder) {
        InputObject object = holder.object("secret");
        Optional<String> variable =
                text(object, "environmentVariable", "[A-Za-z_][A-Za-z0-9_]*", "the name of an environment variable");
        Optional<String> parameter = text(
                object,
                "parameter",
                "[A-Za-z0-9_./:-]{1,2048}",
                "the name of an SSM parameter such as /fanout/mask-secret");
        Optional<String> secret = text(
                object,
                "secretsManager",
                "[A-Za-z0-9/_+=.@:-]{1,2048}",
                "the name or ARN of a secret of Secrets Manager");
        Optional<String> kmsKey = text(
                object,
                "kmsKey",
                "arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+",
                "the ARN of a KMS key such as arn:aws:kms:eu-west-1:111111111111:key/1234abcd");
        object.end();
        if (variable.isPresent() && kmsKey.isPresent()) {
            throw object.wrong("kmsKey", "left out where the secret is in an environment variable");
        }
        List<SecretLocation> places = Stream.of(
                        variable.map(EnvironmentVariable::new),
                        parameter.map(name -> new Parameter(name, kmsKey)),
                        secret.map(id -> new ManagedSecret(id, kmsKey)))
                .<SecretLocation>flatMap(Optional::stream)
                .toList();
        if (places.size() != 1) {
            throw new BadInput(
                    holder.at("secret"),
                    holder.at("secret") + " must have one of environmentVariable, parameter and secretsManager, got: "
                            + (places.isEmpty() ? "none" : String.valueOf(places.size())));
        }
        return places.get(0);
    }

    private static Optional<String> text(InputObject object, String field, String shape, String words) {
        return object.optionalString(field).map(text -> {
            if (!Pattern.matches(shape, text)) {
                throw object.wrong(field, words);
            }
            return text;
        });
    }
}
