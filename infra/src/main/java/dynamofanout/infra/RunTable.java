package dynamofanout.infra;

import java.util.List;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableEncryption;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.constructs.Construct;

/** The truth about runs. It outlives the stack: what was copied, and how far, must not go with a wrong command. */
final class RunTable extends Construct {
    private final ITable table;

    /** @param former whether the table of a former deployment is used instead of a new one */
    RunTable(Construct scope, String id, boolean former) {
        super(scope, id);
        table = former ? Table.fromTableName(this, "Former", Names.RUN_TABLE) : create();
    }

    PolicyStatement access() {
        return PolicyStatement.Builder.create()
                .actions(dynamofanout.store.RunTableItems.ACTIONS)
                .resources(List.of(table.getTableArn()))
                .build();
    }

    private Table create() {
        return Table.Builder.create(this, "Table")
                .tableName(Names.RUN_TABLE)
                .partitionKey(text("run"))
                .sortKey(text("part"))
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .encryption(TableEncryption.AWS_MANAGED)
                .pointInTimeRecoverySpecification(PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(true)
                .timeToLiveAttribute("expires")
                .removalPolicy(RemovalPolicy.RETAIN)
                .build();
    }

    private static Attribute text(String name) {
        return Attribute.builder().name(name).type(AttributeType.STRING).build();
    }
}
