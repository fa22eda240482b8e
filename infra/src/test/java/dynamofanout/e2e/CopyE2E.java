package dynamofanout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dynamofanout.launcher.Tables;
import dynamofanout.launcher.Terminal;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Deployed.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class CopyE2E {
    private final Home home;

    CopyE2E(Home home) {
        this.home = home;
    }

    @Test
    void copies() {
        Tables.create(home.production(), "Orders", "id:S");
        Tables.create(home.development(), "Orders", "id:S");
        Tables.put(home.production(), "Orders", Tables.numbered(500));

        Terminal.Ran ran = home.fanout(
                "copy",
                "--source",
                "production",
                "--target",
                "development",
                "--table",
                "Orders",
                "--segments",
                "12",
                "--workers",
                "3",
                "--yes",
                "--json",
                "--run-id",
                "many");
        System.out.println(ran.all());
        System.out.println(home.localStack().log());
        System.out.println(home.localStack().shell("cat /tmp/lambda*.log"));

        assertThat(ran.exit()).isZero();
        assertThat(Tables.items(home.development(), "Orders")).isEqualTo(Tables.items(home.production(), "Orders"));
    }
}
