// SPDX-License-Identifier: Apache-2.0
package dynamofanout.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An artifact where somebody has installed it: read only, in a folder whose path has a blank, for a user who owns nothing
 * but a fresh home directory and has no programs but those of a bare system.
 */
final class Installation {
    /** What POSIX promises, and what fanout asks for when it is there. */
    private static final List<String> PROGRAMS = List.of(
            "bash",
            "cat",
            "cksum",
            "cut",
            "dirname",
            "grep",
            "head",
            "locale",
            "ls",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sh",
            "stty",
            "tr",
            "uname");

    private static final long PATIENCE_SECONDS = 300;
    private static final boolean IS_ROOT = "root".equals(System.getProperty("user.name"));

    private final Path root;
    private final Path home;
    private final Path programs;
    private final List<String> before;
    private final Map<String, String> variables = new HashMap<>();

    /** What a command answered. */
    record Ran(int exit, String out, String err) {
        String all() {
            return out + err;
        }
    }

    /** @param before what a command line begins with, for example the script */
    private Installation(Path root, Path directory, List<String> before) throws IOException {
        this.root = root;
        this.home = Files.createDirectories(directory.resolve("home"));
        this.programs = Files.createDirectories(directory.resolve("programs"));
        this.before = before;
        for (String program : PROGRAMS) {
            have(program);
        }
        Files.createDirectories(home.resolve(".aws"));
        variables.put("HOME", home.toString());
        variables.put("PATH", programs.toString());
        open(directory);
    }

    /** The archive, unpacked. */
    static Installation unpacked(Path archive, Path directory) throws IOException, InterruptedException {
        Path there = Files.createDirectories(directory.resolve("pro grams"));
        List<String> unpack = archive.toString().endsWith(".zip")
                ? List.of("unzip", "-q", archive.toString(), "-d", there.toString())
                : List.of("tar", "-xf", archive.toString(), "-C", there.toString());
        require(unpack);
        Path root;
        try (Stream<Path> folders = Files.list(there)) {
            root = folders.findFirst().orElseThrow();
        }
        require(List.of("chmod", "-R", "a-w", there.toString()));
        List<String> command = new ArrayList<>();
        if (IS_ROOT) { // for whom no file is read only
            command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        }
        command.add(root.resolve("bin/fanout").toString());
        return new Installation(root, directory, command);
    }

    /** The file system of the image, entered by its own entry point. */
    static Installation image(Path tar, Path directory) throws IOException, InterruptedException {
        var image = ImageTar.unpack(tar, directory.resolve("image"));
        String enter =
                "mount -t proc proc \"$0/proc\" && mount --rbind /dev \"$0/dev\" && mount --bind \"$1\" \"$0/home/fanout\""
                        + " && root=$0 user=$2 && shift 2 && exec chroot --userspec=\"$user\" \"$root\" \"$@\"";
        for (String mount : List.of("proc", "dev")) {
            Files.createDirectories(image.root().resolve(mount));
        }
        Path home = directory.resolve("home");
        List<String> command = new ArrayList<>(); // only root may enter it
        if (!IS_ROOT) {
            command.addAll(List.of("sudo", "--non-interactive", "--preserve-env"));
        }
        command.addAll(List.of("unshare", "--mount", "/bin/sh", "-c", enter));
        command.addAll(List.of(image.root().toString(), home.toString(), image.user()));
        command.addAll(image.entrypoint());
        var installation = new Installation(image.root(), directory, command);
        installation.variables.clear();
        installation.variables.putAll(image.variables());
        installation.variables.put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"); // for what enters it
        return installation;
    }

    /** From now on the user has a program of this machine, too. */
    void have(String program) throws IOException {
        for (String folder : System.getenv("PATH").split(":", -1)) {
            Path file = Path.of(folder, program);
            if (Files.isExecutable(file)) {
                Files.createSymbolicLink(programs.resolve(program), file.toRealPath());
                return;
            }
        }
    }

    /** From now on the user has this script as a program. */
    void have(String program, String script) throws IOException {
        Path file = Files.writeString(programs.resolve(program), script);
        require(file.toFile().setExecutable(true, false));
    }

    /** Deletes the links to this machine's programs, which JUnit would warn of. */
    static void forgetPrograms(Path directory) throws IOException {
        Path programs = directory.resolve("programs");
        if (Files.exists(programs)) {
            try (Stream<Path> links = Files.list(programs)) {
                for (Path link : links.toList()) {
                    Files.delete(link);
                }
            }
        }
    }

    void variable(String name, String value) {
        variables.put(name, value);
    }

    /** Where it is installed. */
    Path root() {
        return root;
    }

    Path home() {
        return home;
    }

    /** Writes a file into the home directory. */
    Path write(String name, String text) throws IOException {
        return Files.writeString(home.resolve(name), text);
    }

    Ran fanout(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(arguments));
        return run(command);
    }

    Ran run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile("fanout", ".out");
        Path err = Files.createTempFile("fanout", ".err");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError(
                        command + " must end within " + PATIENCE_SECONDS + " s, it said: " + Files.readString(err));
            }
            return new Ran(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The folders on the way are open, and the home is the user's own. */
    private void open(Path directory) {
        for (int names = 2; names <= directory.getNameCount(); names++) {
            directory.getRoot().resolve(directory.subpath(0, names)).toFile().setExecutable(true, false);
        }
        for (Path folder : List.of(home, home.resolve(".aws"))) {
            require(folder.toFile().setWritable(true, false) && folder.toFile().setReadable(true, false));
            require(folder.toFile().setExecutable(true, false));
        }
    }

    private static void require(boolean isDone) {
        if (!isDone) {
            throw new IllegalStateException("the environment of the test cannot be made");
        }
    }

    private static void require(List<String> command) throws IOException, InterruptedException {
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException(command + " answered " + exit);
        }
    }
}
