// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Every bad input that somebody thought of, with the sentence it is answered with: exit 2, one line on standard error,
 * nothing written. The sentences are collected in {@code target/refusals.md}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RefusalsIT {
    private static final String SEE = " (see `fanout copy --help`)";

    private static final String BAD_PROFILES =
            """
            [profile no-credentials]
            region = eu-west-1
            [profile no-region]
            aws_access_key_id = 111111111111
            aws_secret_access_key = secret
            [profile half]
            region = eu-west-1
            aws_access_key_id = 111111111111
            [profile sso]
            region = eu-west-1
            sso_start_url = https://example.awsapps.com/start
            sso_region = eu-west-1
            sso_account_id = 222222222222
            sso_role_name = admin
            [profile role]
            region = eu-west-1
            role_arn = arn:aws:iam::222222222222:role/fanout
            [profile process]
            region = eu-west-1
            credential_process = /bin/false
            [profile unreachable]
            region = eu-west-1
            endpoint_url = http://127.0.0.1:1
            aws_access_key_id = 222222222222
            aws_secret_access_key = secret
            [profile bad-endpoint]
            region = eu-west-1
            endpoint_url = local host
            aws_access_key_id = 222222222222
            aws_secret_access_key = secret
            [profile bad-region]
            region = eu-wst-1
            aws_access_key_id = 222222222222
            aws_secret_access_key = secret
            [profile underscore]
            region = eu-west-1
            endpoint_url = http://no_such_host.invalid:8000
            aws_access_key_id = 222222222222
            aws_secret_access_key = secret
            [profile empty-region]
            region =
            aws_access_key_id = 111111111111
            aws_secret_access_key = secret
            [profile underscored-region]
            region = eu_west_1
            [profile named-region]
            region = EU (Ireland)
            [profile required]
            region = eu-west-1
            account_id_endpoint_mode = required
            aws_access_key_id = 111111111111
            aws_secret_access_key = secret
            [profile other-mode]
            region = eu-west-1
            account_id_endpoint_mode = sometimes
            [profile fips]
            region = eu-west-1
            use_fips_endpoint = yes
            [profile broken]
            region = eu-west-1
            this line is nothing
            [unclosed
            [profile bundle]
            region = eu-west-1
            ca_bundle = /no/such/file.pem
            aws_access_key_id = 222222222222
            aws_secret_access_key = secret
            """;

    private static final Path COLLECTION = Path.of("target", "refusals.md").toAbsolutePath();
    private static final Set<String> VERBS = Set.of("copy", "status", "resume", "stop", "limit", "replay");

    @RegisterExtension
    final Cli cli = new Cli();

    private final List<String> rows = new ArrayList<>();

    @BeforeEach
    void make_tables() throws IOException {
        Tables.create(cli.source(), "Orders", "id:S");
        Tables.create(cli.target(), "Orders", "id:S");
        Tables.put(cli.source(), "Orders", Tables.numbered(20));
        cli.profiles(cli.server().profile("alias", Cli.PRODUCTION) + BAD_PROFILES);
    }

    @BeforeAll
    static void begin_collection() throws IOException {
        Files.createDirectories(Path.of("target"));
        Files.writeString(COLLECTION, "| input | answer |\n|---|---|\n");
    }

    @AfterEach
    void collect() throws IOException {
        Files.write(COLLECTION, rows, StandardOpenOption.APPEND);
    }

    @TestFactory
    Stream<DynamicTest> refuses_bad_usage() {
        return Stream.of(
                bad("unknown command cop; did you mean \"copy\"? (see `fanout --help`)", "cop"),
                bad("unknown option --sorce (see `fanout --help`)", "--sorce"),
                bad("unknown command cop; did you mean \"copy\"? (see `fanout --help`)", "help cop"),
                bad(
                        "two places must be given, such as production/Orders development (or --source ENV, --target ENV and --table"
                                + " TABLE)" + SEE,
                        "copy"),
                bad("--table TABLE must be given" + SEE, "copy --source production --target development"),
                bad("--target ENV must be given" + SEE, "copy --source production"),
                bad("--source ENV must be given" + SEE, "copy --table Orders"),
                bad(
                        "two places must be given, such as production/Orders development, got: production/Orders" + SEE,
                        "copy production/Orders"),
                bad(
                        "a place must name the table, such as production/Orders development, got: production development"
                                + SEE,
                        "copy production development"),
                bad(
                        "--source and --target must not be given beside places, got: production/Orders development"
                                + " --target staging" + SEE,
                        "copy production/Orders development --target staging"),
                bad(
                        "--table must not be given beside a place that names the table, got: production/Orders"
                                + " development --table Customers" + SEE,
                        "copy production/Orders development --table Customers"),
                bad(
                        "--target-table must not be given beside a place that names the table, got: production/Orders"
                                + " development/Copy --target-table Other" + SEE,
                        "copy production/Orders development/Copy --target-table Other"),
                bad("unexpected argument: b" + SEE, "copy production/Orders development b"),
                bad("unknown option --sorce; did you mean \"--source\"?" + SEE, "copy --sorce production"),
                bad("--source needs a value: ENV" + SEE, "copy --source"),
                bad("unexpected argument: b (see `fanout status --help`)", "status a b"),
                bad("RUN must be given (see `fanout resume --help`)", "resume"),
                bad("RUN must be given (see `fanout stop --help`)", "stop"),
                bad("RUN must be given (see `fanout limit --help`)", "limit"),
                bad("RUN must be given (see `fanout replay --help`)", "replay"),
                bad("RUN must be given (see `fanout restore --help`)", "restore"),
                bad("--to needs a value: TABLE (see `fanout restore --help`)", "restore night --to"),
                bad("run night is not known here: `fanout status` lists the latest runs", "restore night"),
                bad(
                        "--to must be a table's name of 3 to 255 letters, digits, \"_\", \"-\" and \".\", got: \"a\"",
                        "restore night --to a"),
                copy("--backup must be one of auto, always, never, got: \"yes\"", "--backup yes"),
                copy(
                        "--backup must be auto or never in mode missing, which overwrites and deletes nothing, got: always",
                        "--mode missing --backup always"),
                copy(
                        "--source and --target must not be given beside places, got: Orders --source production" + SEE,
                        "Orders"),
                copy("unknown option --color" + SEE, "--color"),
                copy("--segments must be a whole number, got: abc" + SEE, "--segments abc"),
                copy("--segments must be a whole number from 1 to 10000, got: -5", "--segments -5"),
                copy("--segments must be a whole number from 1 to 10000, got: 10001", "--segments 10001"),
                copy("--segments must be a whole number, got: 2.5" + SEE, "--segments 2.5"),
                copy("--segments must be a whole number, got: 99999999999" + SEE, "--segments 99999999999"),
                copy("--segments must be given only once" + SEE, "--segments 1 --segments 2"),
                copy("--workers must be a whole number from 1 to 1000, got: 0", "--workers 0"),
                copy("--workers must be a whole number from 1 to 1000, got: 1001", "--workers 1001"),
                copy("--read-units must be a number above 0, got: 0", "--read-units 0"),
                copy("--read-units must be a number, got: many" + SEE, "--read-units many"),
                copy("--write-units must be a number above 0, got: -1", "--write-units -1"),
                copy("--write-units must be a number, got: NaN" + SEE, "--write-units NaN"),
                copy("--max-cost must be a number above 0, got: 0", "--max-cost 0"),
                copy("--max-cost must be a number, got: $5" + SEE, "--max-cost $5"),
                copy("--max-refused must be a whole number from 0 to 1000000000, got: -1", "--max-refused -1"),
                copy("--max-refused must be a whole number, got: 1e3" + SEE, "--max-refused 1e3"),
                copy(
                        "--mode must be one of overwrite, missing, changed, mirror, compare, got: \"overwite\"; did "
                                + "you mean \"overwrite\"?",
                        "--mode overwite"),
                copy(
                        "mirror must have no --skip-expired: what it leaves out would look like items to be deleted; use"
                                + " mode changed",
                        "--mode mirror --skip-expired"),
                copy(
                        "--mode must be one of overwrite, missing, changed, mirror, compare, got: \"miror\"; did you mean"
                                + " \"mirror\"?",
                        "--mode miror"),
                copy("--max-deletes is for mode mirror: no other mode deletes anything", "--max-deletes 5"),
                copy(
                        "mirror must have no --filter: what it leaves out would look like items to be deleted; use mode"
                                + " changed",
                        "--mode mirror --filter 'a = b'"),
                copy("--mode must be one of overwrite, missing, changed, mirror, compare, got: \"\"", "--mode ''"),
                copy("run id must be 1 to 76 of 0-9A-Za-z-_, got: my run", "--run-id 'my run'"),
                copy("run id must be 1 to 76 of 0-9A-Za-z-_, got: ", "--run-id ''"),
                copy(
                        "run id must be 1 to 76 of 0-9A-Za-z-_, got: "
                                + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
                        "--run-id",
                        "x".repeat(77)),
                copy("run id must be 1 to 76 of 0-9A-Za-z-_, got: ../../etc", "--run-id ../../etc"),
                copy(
                        "table must be a name of 3 to 255 letters, digits, \"_\", \"-\" and \".\", or a table's ARN such "
                                + "as arn:aws:dynamodb:eu-west-1:111111111111:table/Orders, got: \"no\"",
                        "--target-table no"),
                copy(
                        "table must be a name of 3 to 255 letters, digits, \"_\", \"-\" and \".\", or a table's ARN such "
                                + "as arn:aws:dynamodb:eu-west-1:111111111111:table/Orders, got: \"arn:aws:s3:::bucket\"",
                        "--target-table arn:aws:s3:::bucket"),
                copy(
                        "table must lie in the Region of environment development (eu-west-1), got: "
                                + "\"arn:aws:dynamodb:us-east-1:222222222222:table/Orders\"",
                        "--target-table arn:aws:dynamodb:us-east-1:222222222222:table/Orders"),
                copy("--filter-names and --filter-values need a --filter", "--filter-names '{\"#s\": \"status\"}'"),
                copy("--filter-names and --filter-values need a --filter", "--filter-values '{\":s\": 1}'"),
                copy("--filter must be a string that is not empty, got: \"\"", "--filter ''"),
                copy(
                        "--filter must begin with the name of an attribute, got: \"#s\" (a name of other signs than"
                                + " letters, digits, _ and - stands in backquotes: `first name`; a placeholder belongs into"
                                + " an expression with names and values)",
                        "--filter '#s = :s'"),
                copy(
                        "--filter must have one of the operators =, <>, !=, <, <=, >, >=, between, in, begins_with,"
                                + " contains after \"id\", got: \"==\"",
                        "--filter 'id == a'"),
                copy(
                        "--filter-names must say what #s in the filter's expression stands for",
                        "--filter '#s = :s' --filter-values '{\":s\": 1}'"),
                copy(
                        "--filter-values must say what :s in the filter's expression stands for",
                        "--filter '#s = :s' --filter-names '{\"#s\": \"status\"}'"),
                copy(
                        "--filter-names must only have placeholders of the expression, got: #t",
                        "--filter 'a = :s' --filter-names '{\"#t\": \"text\"}' --filter-values '{\":s\": 1}'"),
                copy(
                        "--filter-names must be JSON, got an error in line 1, column 2: Unexpected character ('#' "
                                + "(code 35)): was expecting double-quote to start field name",
                        "--filter '#s = :s' --filter-names '{#s: status}'"),
                copy("--filter-names must be a JSON object, got: []", "--filter '#s = :s' --filter-names []"),
                copy(
                        "--filter-names.#s must be a string that is not empty, got: 7",
                        "--filter '#s = :s' --filter-names '{\"#s\": 7}' --filter-values '{\":s\": 1}'"),
                copy(
                        "--filter-values must be JSON, got an error in line 1, column 1: Unrecognized token "
                                + "'nothing': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or "
                                + "'false')",
                        "--filter 'a = :s' --filter-values nothing"),
                copy("--filter-values must be a JSON object, got: nothing", "--filter 'a = :s' --filter-values ''"),
                copy(
                        "table Orders in production cannot be read as asked: Invalid FilterExpression: Syntax error; "
                                + "token: \"=\", near: \"== :s\"",
                        "--filter 'a == :s' --filter-values '{\":s\": 1}'"),
                copy(
                        "--filter-values.:s must be DynamoDB JSON such as {\"N\": \"17\"}, got: {\"N\":\"seven\"}",
                        "--filter 'a = :s' --filter-values '{\":s\": {\"N\": \"seven\"}}'"),
                bad("--table must be a string that is not empty, got: \"\"", copyOf("production", "development", "")),
                bad(
                        "table must be a name of 3 to 255 letters, digits, \"_\", \"-\" and \".\", or a table's ARN such "
                                + "as arn:aws:dynamodb:eu-west-1:111111111111:table/Orders, got: \"a b\"",
                        copyOf("production", "development", "a b")),
                bad("--source must be a string that is not empty, got: \"\"", copyOf("", "development", "Orders")),
                bad(
                        "the plan needs a yes: nobody can be asked here, so add --yes",
                        "copy --source production --target development --table Orders --local"),
                bad("run none is not known here: `fanout status` lists the latest runs", "status none"),
                bad("run id must be 1 to 76 of 0-9A-Za-z-_, got: no ne", "status 'no ne'"),
                bad("run none is not known here: `fanout status` lists the latest runs", "resume none"),
                copy("run id must not be latest, which stands for the run that was started last", "--run-id latest"),
                bad("no run was started from this machine yet: `fanout status` lists the latest runs", "stop latest"),
                bad("unknown option --yes (see `fanout resume --help`)", "resume none --yes"),
                bad("run none is not known here: `fanout status` lists the latest runs", "stop none"),
                bad("limit needs --read-units, --target-read-units, --write-units or several of them", "limit none"),
                bad("run none is not known here: `fanout status` lists the latest runs", "limit none --read-units 5"),
                bad("--read-units must be a number above 0 or none, got: 0", "limit none --read-units 0"),
                bad("--write-units must be a number above 0 or none, got: nothing", "limit none --write-units nothing"),
                bad("run none is not known here: `fanout status` lists the latest runs", "replay none --yes"));
    }

    @TestFactory
    Stream<DynamicTest> refuses_what_the_tables_and_runs_do_not_allow() throws IOException {
        Tables.create(cli.target(), "OtherName", "key:S");
        Tables.create(cli.target(), "OtherType", "id:N");
        Tables.create(cli.target(), "OtherSort", "id:S", "at:S");
        Tables.create(cli.source(), "OnlyThere", "id:S");
        assertThat(cli.copy("Orders", "--run-id night").exit()).isZero();
        Files.createDirectories(cli.runDirectory("damaged"));
        return Stream.of(
                bad(
                        "table Order in production does not exist (Region eu-west-1): correct its name; did you mean"
                                + " \"Orders\"?",
                        copyOf("production", "development", "Order")),
                bad(
                        "table OnlyThere in development does not exist (Region eu-west-1): add --create"
                                + " (\"create\": true) to have it created after the source, or correct its name",
                        copyOf("production", "development", "OnlyThere")),
                bad(
                        "the target must be another table than the source, got for both: table Orders (account "
                                + "111111111111, Region eu-west-1, endpoint localhost:PORT)",
                        copyOf("production", "production", "Orders")),
                bad(
                        "the target must be another table than the source, got for both: table Orders (account "
                                + "111111111111, Region eu-west-1, endpoint localhost:PORT)",
                        copyOf("production", "alias", "Orders")),
                bad(
                        "the target must be another table than the source, got for both: table Orders (account "
                                + "111111111111, Region eu-west-1, endpoint localhost:PORT)",
                        "copy --source production --target alias --table Orders --target-table "
                                + "arn:aws:dynamodb:eu-west-1:111111111111:table/Orders --local --yes"),
                copy(
                        "the tables' keys must be the same: table Orders in production has id (S), table OtherName "
                                + "in development has key (S)",
                        "--target-table OtherName"),
                copy(
                        "the tables' keys must be the same: table Orders in production has id (S), table OtherType "
                                + "in development has id (N)",
                        "--target-table OtherType"),
                copy(
                        "the tables' keys must be the same: table Orders in production has id (S), table OtherSort "
                                + "in development has id (S), at (S)",
                        "--target-table OtherSort"),
                copy(
                        "run id night is taken: choose another, or go on with it by `fanout resume night`",
                        "--run-id night"),
                bad("run night is not going on: it is done", "stop night"),
                bad("run night has no refused items that are still to be replayed", "replay night --yes"),
                bad(
                        "run id night is taken: choose another, or go on with it by `fanout resume night`",
                        "replay night --run-id night --yes"),
                bad("run damaged is not known here: `fanout status` lists the latest runs", "status damaged"));
    }

    @TestFactory
    Stream<DynamicTest> refuses_environments_that_cannot_be_entered() throws IOException {
        return Stream.of(
                bad(
                        "environment \"nowhere\" is unknown: no fanout.json was found, and no AWS profile (production, "
                                + "development, alias, no-credentials, no-region, half, sso, role, process, unreachable and 11 "
                                + "more) has that name",
                        copyOf("production", "nowhere", "Orders")),
                bad(
                        "environment \"prodution\" is unknown: no fanout.json was found, and no AWS profile "
                                + "(production, development, alias, no-credentials, no-region, half, sso, role, process, "
                                + "unreachable and 11 more) has that name; did you mean \"production\"?",
                        copyOf("prodution", "development", "Orders")),
                bad(
                        "AWS profile no-credentials has no credentials: run aws configure --profile no-credentials, "
                                + "or aws configure sso --profile no-credentials",
                        copyOf("no-credentials", "development", "Orders")),
                bad(
                        "AWS profile no-region has no Region: run aws configure set region eu-west-1 --profile "
                                + "no-region (with your Region), or set AWS_REGION",
                        copyOf("no-region", "development", "Orders")),
                bad(
                        "the SSO session of profile sso has expired: run aws sso login --profile sso",
                        copyOf("production", "sso", "Orders")),
                bad(
                        "AWS profile half is incomplete: Profile property 'aws_secret_access_key' was not configured "
                                + "for 'half'.",
                        copyOf("half", "development", "Orders")),
                bad(
                        "AWS profile role has no credentials: run aws configure --profile role, or aws configure sso "
                                + "--profile role",
                        copyOf("production", "role", "Orders")),
                bad(
                        "the credential_process of AWS profile process failed: run it by hand to see why",
                        copyOf("production", "process", "Orders")),
                bad(
                        "table Orders in unreachable cannot be used: nothing answers at 127.0.0.1:1 (connection"
                                + " refused)",
                        copyOf("production", "unreachable", "Orders")),
                bad(
                        "endpoint_url of AWS profile bad-endpoint must be a URL such as http://localhost:PORT, got: "
                                + "\"local host\"",
                        copyOf("production", "bad-endpoint", "Orders")),
                bad(
                        "table Orders in bad-region cannot be used: dynamodb.eu-wst-1.amazonaws.com is unknown: is the"
                                + " Region right, are you online?",
                        copyOf("production", "bad-region", "Orders")),
                bad(
                        "table Orders in underscore cannot be used: no_such_host.invalid:8000 is unknown: is the Region"
                                + " right, are you online?",
                        copyOf("production", "underscore", "Orders")),
                bad(
                        "AWS profile empty-region has no Region: run aws configure set region eu-west-1 --profile "
                                + "empty-region (with your Region), or set AWS_REGION",
                        copyOf("production", "empty-region", "Orders")),
                bad(
                        "region of AWS profile underscored-region must be the id of a Region such as eu-west-1, got: "
                                + "\"eu_west_1\"",
                        copyOf("production", "underscored-region", "Orders")),
                bad(
                        "region of AWS profile named-region must be the id of a Region such as eu-west-1, got: \"EU (Ireland)\"",
                        copyOf("production", "named-region", "Orders")),
                bad(
                        "account_id_endpoint_mode of AWS profile required is required, but its credentials do not say their"
                                + " account: add aws_account_id to the profile, or set preferred",
                        copyOf("production", "required", "Orders")),
                bad(
                        "account_id_endpoint_mode of AWS profile other-mode (or AWS_ACCOUNT_ID_ENDPOINT_MODE) must be one of"
                                + " preferred, disabled, required, got: \"sometimes\"",
                        copyOf("production", "other-mode", "Orders")),
                bad(
                        "use_fips_endpoint of AWS profile fips (or AWS_USE_FIPS_ENDPOINT) must be one of true, false, got:"
                                + " \"yes\"",
                        copyOf("production", "fips", "Orders")),
                bad(
                        "AWS profile broken cannot be read: line " + lineOf("this line is nothing")
                                + " of HOME/.aws/config must be KEY = VALUE",
                        copyOf("production", "broken", "Orders")),
                bad(
                        "ca_bundle of AWS profile bundle must name a file of PEM certificates that can be read, got:"
                                + " \"/no/such/file.pem\"",
                        copyOf("production", "bundle", "Orders")),
                failed(
                        "table Orders in unreachable cannot be asked now: nothing answers at 127.0.0.1:1 (connection"
                                + " refused)",
                        "query unreachable Orders id=1"),
                failed(
                        "table Orders in bad-region cannot be asked now: dynamodb.eu-wst-1.amazonaws.com is unknown: is"
                                + " the Region right, are you online?",
                        "describe bad-region Orders"));
    }

    @TestFactory
    Stream<DynamicTest> refuses_what_a_service_denies() {
        return Stream.of(
                denied(
                        "no permission for dynamodb:DescribeTable on table Orders in production: allow it for these "
                                + "credentials (User: arn:aws:iam::1:user/me is not authorized)",
                        "DescribeTable",
                        "AccessDeniedException",
                        "User: arn:aws:iam::1:user/me is not authorized"),
                denied(
                        "no permission for dynamodb:Scan on table Orders in production: allow it for these "
                                + "credentials (User: arn:aws:iam::1:user/me is not authorized)",
                        "Scan",
                        "AccessDeniedException",
                        "User: arn:aws:iam::1:user/me is not authorized"),
                denied(
                        "AWS does not accept the access key of AWS profile production (UnrecognizedClientException): run"
                                + " aws sts get-caller-identity --profile production to see whether it is still valid",
                        "DescribeTable",
                        "UnrecognizedClientException",
                        "The security token is invalid."),
                denied(
                        "the session of AWS profile production has expired: get new credentials",
                        "DescribeTable",
                        "ExpiredTokenException",
                        "The security token is expired."),
                denied(
                        "table Orders in production cannot be used: Internal server error (InternalServerError)",
                        "DescribeTable",
                        "InternalServerError",
                        "Internal server error"),
                denied(
                        "table Orders in production cannot be used: Rate exceeded (ThrottlingException)",
                        "DescribeTable",
                        "ThrottlingException",
                        "Rate exceeded"),
                denied(
                        "table Orders in production cannot be read as asked: Not so",
                        "Scan",
                        "ValidationException",
                        "Not so"),
                notActive(
                        "table Orders in production must be ACTIVE or UPDATING, got: CREATING (wait until it is, then try again)",
                        "CREATING"),
                notActive(
                        "table Orders in production must be ACTIVE or UPDATING, got: ARCHIVED (wait until it is, then try again)",
                        "ARCHIVED"));
    }

    @TestFactory
    Stream<DynamicTest> refuses_wrong_configurations() throws IOException {
        String production = "\"production\": {\"account\": \"111111111111\", \"region\": \"eu-west-1\","
                + " \"profile\": \"production\", \"tables\": [\"*\"]";
        String development = ", \"development\": {\"account\": \"222222222222\", \"region\": \"eu-west-1\","
                + " \"profile\": \"development\", \"tables\": [\"*\"]";
        return Stream.of(
                copy("--config must name a file, got: HOME/nowhere.json", "--config nowhere.json"),
                copy("--config must name a file, got: HOME/.aws", "--config .aws"),
                configured("HOME/fanout.json must be a JSON object, got: nothing", ""),
                configured("HOME/fanout.json must be a JSON object, got: []", "[]"),
                configured(
                        "HOME/fanout.json must be JSON, got an error in line 1, column 20: Unexpected end-of-input: "
                                + "expected close marker for Object",
                        "{\"environments\": {}"),
                configured(
                        "unknown field \"enviroments\" in HOME/fanout.json; did you mean \"environments\"?",
                        "{\"enviroments\": {}}"),
                configured(
                        "unknown field \"environments.production.acount\" in HOME/fanout.json; did you mean \"account\"?",
                        "{\"environments\": {" + production + ", \"acount\": \"1\"}}}"),
                configured(
                        "environments.production.protected must be true or false, got: \"yes\"",
                        "{\"environments\": {" + production + ", \"protected\": \"yes\"}}}"),
                configured(
                        "environments.production.copyTo must be a list, got: \"development\"",
                        "{\"environments\": {" + production + ", \"copyTo\": \"development\"}}}"),
                configured(
                        "environments.production.copyTo must list environments of this file (production, "
                                + "development), got: \"developmnt\"; did you mean \"development\"?",
                        "{\"environments\": {" + production + ", \"copyTo\": [\"developmnt\"]}" + development + "}}}"),
                configured(
                        "environments.production.tables must be a list of at least one table ([\"*\"] allows every "
                                + "table), got: []",
                        "{\"environments\": {" + production.replace("[\"*\"]", "[]") + "}}}"),
                configured(
                        "environments.production.account must be an account of 12 digits, got: \"1111\"",
                        "{\"environments\": {" + production.replace("111111111111", "1111") + "}}}"),
                configured(
                        "environments.production.region must be a Region such as eu-west-1, got: \"Ireland\"",
                        "{\"environments\": {" + production.replace("eu-west-1", "Ireland") + "}}}"),
                configured(
                        "environment production has the AWS profile \"prod\" in HOME/fanout.json, but no AWS profile "
                                + "(production, development, alias, no-credentials, no-region, half, sso, role, process, "
                                + "unreachable and 11 more) has that name",
                        "{\"environments\": {"
                                + production.replace("\"profile\": \"production\"", "\"profile\": \"prod\"") + "}}}"),
                configured(
                        "field \"environments.production.tables\" is missing in HOME/fanout.json; [\"*\"] allows every "
                                + "table",
                        "{\"environments\": {" + production.replace(", \"tables\": [\"*\"]", "") + "}}}"),
                configured(
                        "HOME/fanout.json must be JSON, got an error in line 1, column 139: Duplicate field "
                                + "'production'",
                        "{\"environments\": {" + production + "}, " + production + "}}}"),
                configured(
                        "the name of an environment must be 1 to 50 letters, digits, \"-\" and \"_\", got: \"my env\"",
                        "{\"environments\": {\"my env\": {}}}"),
                configured(
                        "environment development is protected (account 222222222222, Region eu-west-1, endpoint "
                                + "localhost:PORT) and can never be a target",
                        "{\"environments\": {" + production + "}" + development + ", \"protected\": true}}}"),
                configured(
                        "environment development leads into the protected environment dev (account 222222222222, "
                                + "Region eu-west-1, endpoint localhost:PORT) and can never be a target",
                        "{\"environments\": {" + production + "}" + development.replace("development", "dev")
                                + ", \"protected\": true}}}"),
                configured(
                        "data of environment production may not be copied anywhere (copyTo in HOME/fanout.json), "
                                + "got: development (account 222222222222, Region eu-west-1, endpoint localhost:PORT)",
                        "{\"environments\": {" + production + ", \"copyTo\": []}" + development + "}}}"),
                configured(
                        "table Orders must be among the tables of environment production in HOME/fanout.json "
                                + "(Customers*)",
                        "{\"environments\": {" + production.replace("[\"*\"]", "[\"Customers*\"]") + "}" + development
                                + "}}}"));
    }

    @Test
    void refuses_a_copy_that_is_estimated_to_cost_more_than_allowed() throws IOException {
        refuseCost(
                Region.US_EAST_1,
                "0.00001",
                "the copy is estimated at $0.000013, more than the $0.00001 of --max-cost");
    }

    @Test
    void refuses_to_keep_to_a_cost_that_is_not_known() throws IOException {
        refuseCost(
                Region.EU_NORTH_1,
                "1",
                "--max-cost cannot be kept, since prices for these Regions are not known: leave it out");
    }

    private void refuseCost(Region region, String maxCost, String sentence) throws IOException {
        cli.profiles((cli.server().profile("far-production", Cli.PRODUCTION)
                        + cli.server().profile("far-development", Cli.DEVELOPMENT))
                .replace("eu-west-1", region.id()));
        try (DynamoDbClient source = client(Cli.PRODUCTION, region);
                DynamoDbClient target = client(Cli.DEVELOPMENT, region)) {
            Tables.create(source, "Orders", "id:S");
            Tables.create(target, "Orders", "id:S");
            Tables.put(source, "Orders", Tables.numbered(20));

            List<String> arguments = new ArrayList<>(List.of(copyOf("far-production", "far-development", "Orders")));
            arguments.addAll(List.of("--max-cost", maxCost));
            refuse("fanout copy … --max-cost " + maxCost, sentence, arguments.toArray(String[]::new));
        }
    }

    private DynamoDbClient client(String account, Region region) {
        return DynamoDbClient.builder()
                .endpointOverride(cli.server().endpoint())
                .region(region)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "secret")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private DynamicTest copy(String sentence, String... more) {
        return bad(sentence, CommandLineWords.with(List.of(copyOf("production", "development", "Orders")), more));
    }

    private static String[] copyOf(String source, String target, String table) {
        return new String[] {"copy", "--source", source, "--target", target, "--table", table, "--local", "--yes"};
    }

    /** The one operation at the source is answered so. */
    private DynamicTest denied(String sentence, String operation, String type, String message) {
        return wired(
                sentence,
                operation + " answered with " + type,
                call -> call.operation().equals(operation) ? Wire.error(type, message) : call.send());
    }

    private DynamicTest notActive(String sentence, String status) {
        return wired(sentence, "table " + status, call -> {
            HttpExecuteResponse real = call.send();
            return call.operation().equals("DescribeTable")
                    ? Wire.response(
                            200,
                            Wire.body(real)
                                    .replaceFirst("\"TableStatus\":\"ACTIVE\"", "\"TableStatus\":\"" + status + "\""))
                    : real;
        });
    }

    private DynamicTest wired(String sentence, String what, Wire.Tap tap) {
        return DynamicTest.dynamicTest(what, () -> {
            cli.wire(Wire.through(tap));
            refuse(what, sentence, copyOf("production", "development", "Orders"));
        });
    }

    /** A copy with this as fanout.json. */
    private DynamicTest configured(String sentence, String json) {
        return DynamicTest.dynamicTest("fanout.json " + json, () -> {
            Path file = cli.home().resolve("fanout.json");
            Files.writeString(file, json);
            refuse("fanout.json: " + json, sentence, copyOf("production", "development", "Orders"));
            Files.delete(file);
        });
    }

    private DynamicTest bad(String sentence, String... line) {
        String[] arguments = CommandLineWords.of(line);
        String what = "fanout " + String.join(" ", arguments);
        return DynamicTest.dynamicTest(what, () -> refuse(what, sentence, arguments));
    }

    /** What is not answered now; exit 1. */
    private DynamicTest failed(String sentence, String... line) {
        String[] arguments = CommandLineWords.of(line);
        String what = "fanout " + String.join(" ", arguments);
        return DynamicTest.dynamicTest(what, () -> {
            Cli.Ran ran = cli.run(arguments);

            assertThat(general(ran.err())).isEqualToNormalizingNewlines("fanout: " + sentence + "\n");
            assertThat(ran.exit()).isEqualTo(1);
            rows.add("| `" + general(what) + "` | " + sentence + " |");
        });
    }

    private void refuse(String what, String sentence, String... arguments) {
        Set<Path> before = files();

        Cli.Ran ran = cli.run(arguments);

        assertThat(general(ran.err())).isEqualToNormalizingNewlines("fanout: " + sentence + "\n");
        assertThat(ran.exit()).isEqualTo(2);
        assertThat(files()).isEqualTo(before);
        if (arguments.length > 0 && VERBS.contains(arguments[0])) {
            refuseForMachines(sentence, withJson(arguments));
        }
        rows.add("| `" + general(what) + "` | " + sentence + " |");
    }

    private void refuseForMachines(String sentence, List<String> arguments) {
        Cli.Ran ran = cli.run(arguments.toArray(String[]::new));

        assertThat(ran.exit()).isEqualTo(2);
        assertThat(general(ran.err())).endsWith("fanout: " + sentence + System.lineSeparator());
        assertThat(general(ran.json().path("error").textValue())).isEqualTo(sentence);
        assertThat(ran.out().lines()).hasSize(1);
    }

    private static List<String> withJson(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(1, "--json");
        return all;
    }

    private Set<Path> files() {
        try (Stream<Path> paths = Files.walk(cli.home())) {
            return paths.collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int lineOf(String text) throws IOException {
        return Files.readAllLines(cli.awsConfig()).indexOf(text) + 1;
    }

    private String general(String text) {
        return text.replace(cli.home().toString(), "HOME").replaceAll("localhost:[0-9]+", "localhost:PORT");
    }
}
