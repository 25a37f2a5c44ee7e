package com.pantahub.it;

import static java.nio.file.attribute.PosixFilePermissions.asFileAttribute;
import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./pantahub-serv} in a tree of its own, where building means to copy the jar that is built
 * already, and to count.
 */
class StartScriptIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> MODULES =
      List.of("registry-core", "metrics-exposition", "server-app");

  @TempDir Path temporary;
  private Path root;
  private Path script;

  @BeforeEach
  void plantTree() throws IOException {
    root = Files.createDirectory(temporary.resolve("a tree, with spaces"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    for (String module : MODULES) {
      Files.createDirectories(root.resolve(module).resolve("src/main/java"));
      Files.writeString(root.resolve(module).resolve("pom.xml"), "<project/>");
      Files.writeString(root.resolve(module).resolve("src/main/java/A.java"), "class A {}");
    }
    writeProgram(
        root.resolve("mvnw"),
        """
        #!/bin/sh
        cd "$(dirname "$0")"
        echo "$*" >>builds
        echo 'much that nobody wants to read'
        mkdir -p server-app/target
        cp "$BUILT_JAR" server-app/target/pantahub-serv.jar
        """);
    script = root.resolve("pantahub-serv");
    Files.copy(Path.of(System.getProperty("pantahub.root"), "pantahub-serv"), script);
    assertThat(script).isExecutable();
  }

  @Test
  void run_firstTime_buildsAndSaysSoInOneLine() throws Exception {
    try (ServerProcess run = run("--version")) {
      assertThat(run.awaitExit(PATIENCE)).isZero();
      assertThat(run.out()).singleElement().asString().startsWith("pantahub-serv ");
      assertThat(run.err()).singleElement().asString().startsWith("pantahub-serv: building");
    }
    assertThat(builds()).singleElement().asString().contains("-pl server-app -am package");
  }

  @Test
  void run_again_startsAtOnce() throws Exception {
    runOnce();
    try (ServerProcess run = run("--version")) {
      assertThat(run.awaitExit(PATIENCE)).isZero();
      assertThat(run.err()).isEmpty();
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void run_sourceNewerThanJar_buildsAgain() throws Exception {
    runOnce();
    Path source = root.resolve("registry-core/src/main/java/A.java");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(60)));
    runOnce();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void run_testNewerThanJar_doesNotBuild() throws Exception {
    runOnce();
    Path test = root.resolve("server-app/src/test/java");
    Files.createDirectories(test);
    Files.setLastModifiedTime(test, FileTime.from(Instant.now().plusSeconds(60)));
    runOnce();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void run_throughLinks_findsItsTree() throws Exception {
    Path elsewhere = Files.createDirectory(temporary.resolve("elsewhere"));
    Path absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), script);
    Path relative = Files.createSymbolicLink(elsewhere.resolve("relative"), Path.of("absolute"));
    for (Path command : List.of(absolute, relative)) {
      ProcessBuilder builder = new ProcessBuilder(command.toString(), "--version");
      try (ServerProcess run =
          ServerProcess.launch(builder.directory(elsewhere.toFile()), environment())) {
        assertThat(run.awaitExit(PATIENCE)).isZero();
      }
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void run_manyFirstTimes_buildOnce() throws Exception {
    List<ServerProcess> runs = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        runs.add(run("--version"));
      }
      for (ServerProcess run : runs) {
        assertThat(run.awaitExit(PATIENCE)).isZero();
        assertThat(run.out()).hasSize(1);
        assertThat(run.err()).hasSizeLessThanOrEqualTo(1);
      }
    } finally {
      runs.forEach(ServerProcess::close);
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void run_lockOfTheDead_isBroken() throws Exception {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Files.createDirectories(root.resolve("target"));
    Files.createSymbolicLink(
        root.resolve("target/pantahub-serv.lock"), Path.of(Long.toString(dead.pid())));
    runOnce();
    assertThat(root.resolve("target")).isEmptyDirectory();
  }

  @Test
  void run_buildFails_showsItsOutput() throws Exception {
    writeProgram(root.resolve("mvnw"), "#!/bin/sh\necho 'no network'\nexit 1\n");
    try (ServerProcess run = run("--version")) {
      assertThat(run.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .hasSize(3)
          .contains("no network", "pantahub-serv: the build failed, see above");
    }
    assertThat(root.resolve("target")).isEmptyDirectory();
  }

  @Test
  void run_toldToStopWhileBuilding_stops() throws Exception {
    writeProgram(
        root.resolve("mvnw"), "#!/bin/sh\necho building >\"${0%/*}/begun\"\nexec sleep 600\n");
    try (ServerProcess run = run("--version")) {
      while (!Files.exists(root.resolve("begun"))) {
        Thread.onSpinWait();
      }
      run.signal("TERM");
      assertThat(run.awaitExit(PATIENCE)).isEqualTo(143);
    }
    assertThat(root.resolve("target")).isEmptyDirectory();
  }

  @Test
  void run_server_servesFromArchiveAndObeysSignals() throws Exception {
    // Java archives no classes of a jar whose path has to be escaped in a URL.
    root = Files.move(root, temporary.resolve("tree"));
    script = root.resolve("pantahub-serv");
    Map<String, String> environment = new HashMap<>(environment());
    environment.put("PANTAHUB_PORT_INT", "0");
    environment.put("PANTAHUB_ADDRESS", "127.0.0.1");
    environment.put("PANTAHUB_JAVA_OPTS", "-Dsome.property=x -Xlog:class+load:stderr");
    try (ServerProcess server =
        ServerProcess.launch(new ProcessBuilder(script.toString()), environment)) {
      assertThat(RawHttp.get(server.port(), "/metrics/").status()).isEqualTo(200);
      server.signal("TERM");
      assertThat(server.awaitExit(PATIENCE)).isZero();
      assertThat(server.out()).hasSize(1);
      assertThat(server.err())
          .anyMatch(
              line -> line.matches(".*com\\.pantahub\\.server\\.Main source: shared objects.*"));
    }
  }

  @Test
  void run_archiveOfAnotherJar_isIgnoredQuietly() throws Exception {
    runOnce();
    Path jar = root.resolve("server-app/target/pantahub-serv.jar");
    FileTime time = Files.getLastModifiedTime(jar);
    Files.setLastModifiedTime(jar, FileTime.from(time.toInstant().minusSeconds(5)));
    try (ServerProcess run = run("--version")) {
      assertThat(run.awaitExit(PATIENCE)).isZero();
      assertThat(run.out()).singleElement().asString().startsWith("pantahub-serv ");
    }
  }

  @Test
  void run_javaHomeWithoutJava_isOneLine() throws Exception {
    assertRefused(Map.of("JAVA_HOME", "/nonexistent"), "/nonexistent/bin/java");
  }

  @Test
  void run_javaTooOld_isOneLine() throws Exception {
    Path bin = Files.createDirectories(temporary.resolve("old/bin"));
    String old = "#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n";
    writeProgram(bin.resolve("java"), old);
    writeProgram(bin.resolve("javac"), old);
    assertRefused(Map.of("JAVA_HOME", bin.getParent().toString()), "is version 11");
  }

  @Test
  void run_noJava_isOneLine() throws Exception {
    Path bin = Files.createDirectories(temporary.resolve("bin"));
    for (String tool : List.of("dirname", "readlink", "ls", "cksum", "tr", "find", "head")) {
      writeProgram(bin.resolve(tool), "#!/bin/sh\nexec " + ExternalTool.find(tool) + " \"$@\"\n");
    }
    assertRefused(Map.of("PATH", bin.toString(), "JAVA_HOME", ""), "found none");
  }

  private void assertRefused(Map<String, String> changes, String reason) throws Exception {
    Map<String, String> environment = new HashMap<>(environment());
    environment.putAll(changes);
    ProcessBuilder builder = new ProcessBuilder(script.toString(), "--version");
    try (ServerProcess run = ServerProcess.launch(builder, environment)) {
      assertThat(run.awaitExit(PATIENCE)).isEqualTo(1);
      assertThat(run.out()).isEmpty();
      assertThat(run.err())
          .singleElement()
          .asString()
          .startsWith("pantahub-serv: ")
          .contains(reason);
    }
    assertThat(root.resolve("builds")).doesNotExist();
  }

  private void runOnce() throws Exception {
    try (ServerProcess run = run("--version")) {
      assertThat(run.awaitExit(PATIENCE)).isZero();
    }
  }

  private ServerProcess run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    command.addAll(List.of(arguments));
    return ServerProcess.launch(new ProcessBuilder(command), environment());
  }

  private static Map<String, String> environment() {
    return Map.of(
        "JAVA_HOME", System.getProperty("java.home"),
        "BUILT_JAR", System.getProperty("pantahub.jar"));
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(root.resolve("builds"));
  }

  private static void writeProgram(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, asFileAttribute(fromString("rwxr-xr-x")));
    Files.writeString(file, text);
  }
}
