package io.sidelab.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: which commands there are, and their options, one for every setting. */
final class Commands {
  /** Short names for the settings that are given most. */
  private static final Map<String, String> SHORT =
      Map.of("http.host", "--host", "http.port", "--port");

  private static final String CONFIG = "--config";
  private static final String RUN = "--run";
  private static final String LAB = "--lab";
  private static final String ARGUMENT = "0";
  private static final String PREPARE = "prepare";
  private static final String REPLACE = "--replace";

  /** Commands that serve nothing need no more than where the data is. */
  private static final List<Setting<?>> DATA_ONLY = List.of(KnownSettings.DATA);

  private static final Clock CLOCK = Clock.systemUTC();

  private static final String VERSION =
      "sidelab "
          + Optional.ofNullable(Commands.class.getPackage().getImplementationVersion())
              .orElse("(not packaged)");

  private final Map<String, String> environment;
  private final PrintWriter out;
  private final PrintWriter err;

  private Commands(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  static CommandLine all(Map<String, String> environment, PrintWriter out, PrintWriter err) {
    Commands commands = new Commands(environment, out, err);
    CommandSpec root = CommandSpec.create().name("sidelab");
    root.mixinStandardHelpOptions(true).version(VERSION);
    root.usageMessage().description("Interactive labs: real containers beside a real VM.");
    root.addSubcommand("serve", commands.serve());
    root.addSubcommand("check", commands.check());
    root.addSubcommand("images", commands.images());
    root.addSubcommand("backup", commands.backup());
    root.addSubcommand("restore", commands.restore());
    root.addSubcommand("version", commands.version());
    root.addSubcommand("help", new CommandLine(new HelpCommand()));
    CommandLine line = new CommandLine(root);
    line.setExecutionStrategy(commands::execute);
    line.setParameterExceptionHandler((problem, arguments) -> commands.explain(problem));
    return line;
  }

  /** One sentence and where to read on: the usage of serve would push it off the screen. */
  private int explain(ParameterException problem) {
    CommandSpec command = problem.getCommandLine().getCommandSpec();
    err.println("sidelab: " + problem.getMessage());
    UnmatchedArgumentException.printSuggestions(problem, err);
    err.println("See: sidelab help" + (command.parent() == null ? "" : " " + command.name()));
    return CommandLine.ExitCode.USAGE;
  }

  private CommandSpec serve() {
    return withSettings(
        command("Starts the server and stays until it is told to stop (Ctrl-C)."),
        KnownSettings.ALL);
  }

  private CommandSpec check() {
    CommandSpec spec =
        command(
            "Reads a folder of labs and lists what is wrong with them. With --run, a robot then"
                + " plays the labs to their end in real machines: each check must fail before its"
                + " solution is typed and pass after it. Settings come from sidelab.properties and"
                + " the environment, as for serve.");
    spec.addOption(
        OptionSpec.builder(RUN)
            .type(boolean.class)
            .description("Play the labs too. Needs the engine and the labs' images.")
            .build());
    spec.addOption(
        OptionSpec.builder(LAB)
            .type(String[].class)
            .paramLabel("ID")
            .description("With --run: play only this lab; may be given several times.")
            .build());
    return spec.addPositional(
        PositionalParamSpec.builder()
            .index(ARGUMENT)
            .paramLabel("FOLDER")
            .arity("0..1")
            .type(Path.class)
            .defaultValue("labs")
            .description("Folder with the labs (default: labs).")
            .build());
  }

  private CommandSpec images() {
    CommandSpec spec =
        command("Lists the images of all labs; with 'prepare', gets what is missing.");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index(ARGUMENT)
            .arity("0..1")
            .paramLabel(PREPARE)
            .type(String.class)
            .converters(Commands::prepareOnly)
            .description("Pull or build what is missing, and wait for it.")
            .build());
    return withSettings(spec, KnownSettings.ALL);
  }

  private CommandSpec backup() {
    CommandSpec spec =
        command(
            "Puts everything that the server keeps into one new file, while it runs or not:"
                + " learners, progress, recordings.");
    return withSettings(withFile(spec, "File to write; it must not exist."), DATA_ONLY);
  }

  private CommandSpec restore() {
    CommandSpec spec =
        command("Makes the data folder of a stopped server from a file that 'backup' wrote.");
    spec.addOption(
        OptionSpec.builder(REPLACE)
            .type(boolean.class)
            .description("Move what the data folder holds aside, to data.before-restore-TIME.")
            .build());
    return withSettings(withFile(spec, "File to read."), DATA_ONLY);
  }

  private static CommandSpec withFile(CommandSpec spec, String description) {
    return spec.addPositional(
        PositionalParamSpec.builder()
            .index(ARGUMENT)
            .paramLabel("FILE")
            .arity("1")
            .type(Path.class)
            .description(description)
            .build());
  }

  private CommandSpec version() {
    return command("Prints the version.");
  }

  private static CommandSpec command(String description) {
    CommandSpec spec = CommandSpec.create();
    spec.usageMessage().description(description);
    spec.mixinStandardHelpOptions(true).version(VERSION);
    return spec;
  }

  private static CommandSpec withSettings(CommandSpec spec, List<Setting<?>> settings) {
    spec.addOption(
        OptionSpec.builder(CONFIG)
            .type(Path.class)
            .paramLabel("FILE")
            .defaultValue(SettingsReader.DEFAULT_FILE.toString())
            .description("Settings file (default: sidelab.properties, if it is there).")
            .build());
    for (Setting<?> setting : settings) {
      String[] names =
          SHORT.containsKey(setting.key())
              ? new String[] {SHORT.get(setting.key()), setting.optionName()}
              : new String[] {setting.optionName()};
      String fallback = setting.fallback().isEmpty() ? "unset" : setting.fallback();
      spec.addOption(
          OptionSpec.builder(names)
              .type(String.class)
              .paramLabel("VALUE")
              .description(setting.description() + " (default: " + fallback + ")")
              .build());
    }
    return spec;
  }

  private int execute(ParseResult line) {
    Integer help = CommandLine.executeHelpRequest(line);
    if (help != null) {
      return help;
    }
    if (!line.hasSubcommand()) {
      line.commandSpec().commandLine().usage(out);
      return 0;
    }
    ParseResult command = line.subcommand();
    try {
      return action(command).call();
    } catch (InvalidSettings invalid) {
      err.print(invalid.numbered());
      err.flush();
      return 1;
    } catch (ParameterException misused) {
      throw misused; // Explained as what could not be parsed.
    } catch (Exception failure) { // The edge of the program: whatever it is, it becomes a sentence.
      err.println("sidelab: " + failure.getMessage());
      return 1;
    }
  }

  private Callable<Integer> action(ParseResult command) {
    return switch (command.commandSpec().name()) {
      case "serve" -> () -> new ServeCommand(settings(command), out).run();
      case "check" -> check(command);
      case "images" ->
          () -> new ImagesCommand(settings(command), out).run(command.hasMatchedPositional(0));
      case "backup" ->
          () -> new BackupCommand(data(command), file(command), VERSION, CLOCK, out).run();
      case "restore" -> {
        boolean replace = command.hasMatchedOption(REPLACE);
        yield () -> new RestoreCommand(data(command), file(command), replace, CLOCK, out).run();
      }
      case "version" -> this::printVersion;
      default -> throw new IllegalStateException(command.commandSpec().name());
    };
  }

  private Callable<Integer> check(ParseResult command) {
    List<String> labs = List.of(command.matchedOptionValue(LAB, new String[0]));
    if (command.hasMatchedOption(RUN)) {
      return () -> new RobotCommand(folder(command), labs, environment, out).run();
    }
    if (!labs.isEmpty()) {
      throw new ParameterException(
          command.commandSpec().commandLine(), LAB + " names a lab to play; add " + RUN);
    }
    return () -> new CheckCommand(folder(command), out).run();
  }

  private int printVersion() {
    out.println(VERSION);
    return 0;
  }

  private static String prepareOnly(String text) {
    if (!text.equals(PREPARE)) {
      throw new TypeConversionException("'" + text + "' is not understood, only " + PREPARE);
    }
    return text;
  }

  private Path data(ParseResult command) throws InvalidSettings {
    return settings(command).get(KnownSettings.DATA);
  }

  private static Path file(ParseResult command) {
    return command.matchedPositionalValue(0, Path.of(""));
  }

  private static Path folder(ParseResult command) {
    return command.matchedPositionalValue(0, Path.of("labs"));
  }

  private Settings settings(ParseResult command) throws InvalidSettings {
    Map<String, String> options = new HashMap<>();
    for (Setting<?> setting : KnownSettings.ALL) {
      if (command.hasMatchedOption(setting.optionName())) {
        options.put(setting.key(), command.matchedOptionValue(setting.optionName(), ""));
      }
    }
    Path file = command.matchedOptionValue(CONFIG, SettingsReader.DEFAULT_FILE);
    return SettingsReader.read(file, environment, options);
  }
}
