// SPDX-License-Identifier: Apache-2.0
package dynamofanout.infra;

import dynamofanout.environment.DeploymentNames;
import dynamofanout.environment.Environment;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.services.iam.AccountPrincipal;
import software.amazon.awscdk.services.iam.ArnPrincipal;
import software.amazon.awscdk.services.iam.PrincipalBase;
import software.amazon.awscdk.services.lambda.Alias;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.amazon.awscdk.services.lambda.FunctionUrlAuthType;
import software.amazon.awscdk.services.lambda.FunctionUrlOptions;
import software.amazon.awscdk.services.lambda.Permission;
import software.constructs.Construct;

/**
 * Builds one alias of the query function for each environment. A function does not learn who called it. So the alias's
 * own resource policy decides who may query an environment: its {@code queryCallers}. If {@code functionUrl} is on,
 * each alias also has a URL for callers that sign their requests.
 */
final class QueryAliases extends Construct {
    QueryAliases(Construct scope, String id, HandlerFunction query, Settings settings) {
        super(scope, id);
        for (Environment environment : settings.environments()) {
            Alias alias = query.alias("Live-" + environment.name(), DeploymentNames.queryAlias(environment.name()));
            List<String> callers = environment.queryCallers();
            for (int i = 0; i < callers.size(); i++) {
                allow(alias, i, callers.get(i), settings.home().functionUrl());
            }
            if (settings.home().functionUrl()) {
                FunctionUrl url = alias.addFunctionUrl(FunctionUrlOptions.builder()
                        .authType(FunctionUrlAuthType.AWS_IAM)
                        .build());
                CfnOutput.Builder.create(this, "Url-" + environment.name())
                        .description("Queries of environment " + environment.name() + ", signed for service lambda")
                        .value(url.getUrl())
                        .build();
            }
        }
    }

    /**
     * For calls by URL AWS wants both actions. The first without the condition that it came by URL: who may ask may
     * invoke directly too.
     */
    private static void allow(Alias alias, int number, String caller, boolean byUrl) {
        alias.addPermission("Caller" + number, permission(caller).build());
        if (byUrl) {
            alias.addPermission(
                    "UrlCaller" + number,
                    permission(caller)
                            .action("lambda:InvokeFunctionUrl")
                            .functionUrlAuthType(FunctionUrlAuthType.AWS_IAM)
                            .build());
        }
    }

    private static Permission.Builder permission(String caller) {
        PrincipalBase principal = caller.startsWith("arn:") ? new ArnPrincipal(caller) : new AccountPrincipal(caller);
        return Permission.builder().principal(principal).action("lambda:InvokeFunction");
    }
}
