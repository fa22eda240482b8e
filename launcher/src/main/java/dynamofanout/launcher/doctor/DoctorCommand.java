// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher.doctor;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dynamofanout.launcher.console.CommonOptions;
import dynamofanout.launcher.console.Failures;
import dynamofanout.launcher.console.Printer;
import dynamofanout.launcher.console.Version;
import dynamofanout.launcher.console.World;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code fanout doctor}: says what copies on AWS need and what is missing. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Checks what copies on AWS need, and says what to do about what is missing: programs, fanout.json,"
                    + " credentials, CDK bootstrap and, after deployment, whether each environment's role can be used.",
            "Changes nothing. Exit code 0: nothing is missing, 1: something is missing."
        },
        footer = {"", "Examples:", "  fanout doctor", "  fanout doctor --config ops/fanout.json --json"})
public final class DoctorCommand implements Callable<Integer> {
    private final World world;

    @Spec
    private CommandSpec spec;

    @Mixin
    private CommonOptions common;

    public DoctorCommand(World world) {
        this.world = world;
    }

    @Override
    public Integer call() {
        Printer printer = common.printer(spec, world);
        ArrayNode checks = JsonNodeFactory.instance.arrayNode();
        boolean isAllWell = new Doctor(world, finding -> {
                    printer.line(finding.line());
                    checks.add(finding.json());
                })
                .look(common.config());
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("ok", isAllWell);
        printer.json(answer.set("checks", checks));
        return isAllWell ? 0 : Failures.FAILED;
    }
}
