// SPDX-License-Identifier: Apache-2.0
package dynamofanout.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The report of a run in its three formats; the page is opened in Chromium where there is one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ReportIT {
    private static final Pattern POINT = Pattern.compile("data-x=\"([0-9.]+)\" data-y=\"([0-9.]+)\"");

    @RegisterExtension
    final Cli cli = new Cli();

    @BeforeEach
    void a_run() {
        Tables.create(cli.source(), "Orders", "id:S");
        Tables.create(cli.target(), "Orders", "id:S");
        Tables.put(cli.source(), "Orders", Tables.numbered(200));
        Cli.Ran copy = cli.copy("Orders", "--run-id night --filter 'number <> 7' --write-units 100");
        assertThat(copy.exit()).as(copy.all()).isZero();
    }

    @Test
    void markdown_says_what_was_asked_and_what_became_of_it() {
        Cli.Ran ran = cli.run("report night");

        assertThat(ran.exit()).as(ran.all()).isZero();
        assertThat(ran.out())
                .startsWith("# Run night is complete")
                .contains("| Request | copy (overwrite), filtered |")
                .contains("| Source | production/Orders (arn:aws:dynamodb:")
                .contains("| Ceiling | 100 write units/s |")
                .contains("| Items | ")
                .contains("| Read | 200 |")
                .contains("| = written | 199 |")
                .contains("| + left out by the filter | 1 |");
    }

    @Test
    void json_has_the_summary_the_plan_and_the_samples() {
        JsonNode report = cli.run("report night --format json").json();

        assertThat(report.path("verdict").asText()).isEqualTo("complete");
        assertThat(report.path("planned").path("items").asLong()).isEqualTo(200);
        assertThat(report.path("startedBy").asText()).isNotEmpty();
        assertThat(report.path("samples").size()).isGreaterThanOrEqualTo(2);
        JsonNode last = report.path("samples").path(report.path("samples").size() - 1);
        assertThat(last.path("read").asLong()).isEqualTo(200);
        assertThat(last.path("targetWrites").asDouble())
                .isEqualTo(report.path("units").path("write").asDouble());
    }

    @Test
    void the_report_of_a_set_has_all_of_its_runs() {
        Tables.create(cli.source(), "Customers", "id:S");
        Tables.create(cli.target(), "Customers", "id:S");
        Tables.put(cli.source(), "Customers", Tables.numbered(30));
        Cli.Ran set = cli.run("copy production/* development --run-id all --yes --mode changed");

        Cli.Ran markdown = cli.run("report all");
        JsonNode json = cli.run("report all --format json").json();
        String page = cli.run("report all --format html").out();

        assertThat(set.exit()).as(set.all()).isZero();
        assertThat(markdown.out())
                .startsWith("# Set all is complete: 2 complete")
                .contains("| Customers | complete | 30 | 30 |")
                .contains("## Run all--t1 is complete")
                .contains("## Run all--t2 is complete");
        assertThat(json.path("runs")).hasSize(2);
        assertThat(page).contains("Set all is complete", "Run all--t1 is complete", "Run all--t2 is complete");
    }

    @Test
    void a_report_is_written_to_a_file_that_is_not_there_yet() {
        Cli.Ran first = cli.run("report night --format html --output report.html");
        Cli.Ran second = cli.run("report night --format html --output report.html");
        Cli.Ran unknown = cli.run("report night --format pdf");

        assertThat(first.out()).startsWith("The report is in ");
        assertThat(cli.home().resolve("report.html")).exists();
        assertThat(second.exit()).isEqualTo(2);
        assertThat(second.err()).contains("--output must be a file that is not there yet, got: ");
        assertThat(unknown.err()).contains("--format must be markdown, html or json, got: pdf");
    }

    @Test
    void the_page_plots_the_samples_and_loads_nothing() {
        String page = cli.run("report night --format html").out();
        JsonNode samples = cli.run("report night --format json").json().path("samples");

        assertThat(page).doesNotContain("src=").doesNotContain("@import").doesNotContain("<script");
        assertThat(points(section(page, "items")))
                .containsAll(StreamSupport.stream(samples.spliterator(), false)
                        .map(sample -> sample.path("read").asDouble())
                        .toList());
    }

    @Test
    void a_browser_shows_the_page_without_an_error() throws IOException, InterruptedException {
        Assumptions.assumeTrue(
                Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser")
                        .anyMatch(file -> Files.exists(Path.of(file))),
                "THE REPORT IS NOT SHOWN IN A BROWSER: there is no /usr/bin/chromium");
        cli.run("report night --format html --output report.html");
        Path page = cli.home().resolve("report.html");
        Path said = cli.home().resolve("browser.log");
        Path dom = cli.home().resolve("dom.html");

        Process browser = new ProcessBuilder(
                        "/usr/bin/chromium",
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + cli.home().resolve("profile"),
                        "--enable-logging=stderr",
                        "--window-size=390,844",
                        "--dump-dom",
                        page.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(said.toFile())
                .start();

        assertThat(browser.waitFor()).isZero();
        assertThat(Files.readString(said)).doesNotContain("CONSOLE");
        assertThat(points(section(Files.readString(dom), "items")))
                .isEqualTo(points(section(Files.readString(page), "items")));
    }

    private static String section(String page, String id) {
        int from = page.indexOf("<section id=\"" + id + "\">");
        return page.substring(from, page.indexOf("</section>", from));
    }

    private static List<Double> points(String section) {
        List<Double> points = new ArrayList<>();
        for (Matcher point = POINT.matcher(section); point.find(); ) {
            points.add(Double.parseDouble(point.group(2)));
        }
        return points;
    }
}
