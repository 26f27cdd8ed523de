package io.sidelab.sqlite;

import io.sidelab.store.AnswerRecord;
import io.sidelab.store.InstructorStore;
import io.sidelab.store.LearnerRecord;
import io.sidelab.store.PredictionRecord;
import io.sidelab.store.SessionStore;
import io.sidelab.store.Store;
import io.sidelab.store.StoreException;
import io.sidelab.store.WorkshopStore;
import io.sidelab.store.WorkspaceRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** The store in a SQLite file. Safe for use by any thread. Instants keep their milliseconds. */
public final class SqliteStore implements Store {
  /**
   * A gigabyte holds millions of workspaces; the limit keeps a runaway from filling the host's
   * disk.
   */
  private static final long LARGEST_FILE = 1L << 30;

  private static final String SERVER_ID = "server-id";

  private final Database database;
  private final WorkspaceRows workspaces = new WorkspaceRows();
  private final WorkshopRows workshops = new WorkshopRows(this::with);
  private final InstructorRows instructors = new InstructorRows(this::with);
  private final SessionRows sessions = new SessionRows(this::with);

  private SqliteStore(Database database) {
    this.database = database;
  }

  /**
   * Opens the file, makes it when there is none, and brings its schema up to date.
   *
   * @param file its folder is made as needed
   * @throws StoreException with a sentence for the operator when the file cannot be used
   */
  public static SqliteStore open(Path file) {
    return open(file, LARGEST_FILE);
  }

  static SqliteStore open(Path file, long largestFile) {
    return new SqliteStore(Database.open(file, largestFile));
  }

  @Override
  public synchronized String serverId() {
    return fact(SERVER_ID)
        .orElseGet(
            () -> {
              String made = UUID.randomUUID().toString();
              keepFact(SERVER_ID, made);
              return made;
            });
  }

  @Override
  public void addLearner(LearnerRecord learner) {
    with(
        handle ->
            handle.execute(
                "INSERT INTO learner (id, secret_hash, created, seen) VALUES (?, ?, ?, ?)",
                learner.id(),
                learner.secretHash(),
                learner.created().toEpochMilli(),
                learner.seen().toEpochMilli()));
  }

  @Override
  public Optional<LearnerRecord> findLearner(String secretHash) {
    return with(
        handle ->
            handle
                .select(
                    "SELECT id, created, seen FROM learner WHERE secret_hash = ? OR id ="
                        + " (SELECT learner FROM learner_browser WHERE secret_hash = ?)",
                    secretHash,
                    secretHash)
                .map(
                    (row, context) ->
                        new LearnerRecord(
                            row.getString("id"),
                            secretHash,
                            Instant.ofEpochMilli(row.getLong("created")),
                            Instant.ofEpochMilli(row.getLong("seen"))))
                .findOne());
  }

  @Override
  public void touchLearner(String learnerId, Instant seen) {
    with(
        handle ->
            handle.execute(
                "UPDATE learner SET seen = ? WHERE id = ?", seen.toEpochMilli(), learnerId));
  }

  @Override
  public WorkshopStore workshops() {
    return workshops;
  }

  @Override
  public void saveWorkspace(WorkspaceRecord workspace) {
    with(handle -> workspaces.save(handle, workspace));
  }

  @Override
  public List<WorkspaceRecord> openWorkspaces() {
    return with(workspaces::open);
  }

  @Override
  public void recordPassed(String workspaceId, int step, Instant when) {
    with(
        handle ->
            handle.execute(
                "INSERT INTO passed_step (workspace, step, passed) VALUES (?, ?, ?)"
                    + " ON CONFLICT DO NOTHING",
                workspaceId,
                step,
                when.toEpochMilli()));
  }

  @Override
  public Set<Integer> passedSteps(String workspaceId) {
    return with(
        handle ->
            new HashSet<>(
                handle
                    .select("SELECT step FROM passed_step WHERE workspace = ?", workspaceId)
                    .mapTo(Integer.class)
                    .list()));
  }

  @Override
  public void recordAnswer(String workspaceId, AnswerRecord answer) {
    with(
        handle ->
            handle.execute(
                "INSERT INTO answer (workspace, question, choices, is_right, answered)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (workspace, question) DO UPDATE SET"
                    + " choices = excluded.choices, is_right = excluded.is_right,"
                    + " answered = excluded.answered",
                workspaceId,
                answer.questionId(),
                Choices.toText(answer.choices()),
                answer.right(),
                answer.when().toEpochMilli()));
  }

  @Override
  public List<AnswerRecord> answers(String workspaceId) {
    return with(
        handle ->
            handle
                .select("SELECT * FROM answer WHERE workspace = ? ORDER BY question", workspaceId)
                .map(
                    (row, context) ->
                        new AnswerRecord(
                            row.getString("question"),
                            Choices.fromText(row.getString("choices")),
                            row.getBoolean("is_right"),
                            Instant.ofEpochMilli(row.getLong("answered"))))
                .list());
  }

  @Override
  public void recordPrediction(String workspaceId, PredictionRecord prediction) {
    with(
        handle ->
            handle.execute(
                "INSERT INTO prediction (workspace, name, guess, measured, guessed)"
                    + " VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                workspaceId,
                prediction.predictionId(),
                prediction.guess(),
                prediction.measured(),
                prediction.when().toEpochMilli()));
  }

  @Override
  public List<PredictionRecord> predictions(String workspaceId) {
    return with(
        handle ->
            handle
                .select("SELECT * FROM prediction WHERE workspace = ? ORDER BY name", workspaceId)
                .map(
                    (row, context) ->
                        new PredictionRecord(
                            row.getString("name"),
                            row.getString("guess"),
                            row.getString("measured"),
                            Instant.ofEpochMilli(row.getLong("guessed"))))
                .list());
  }

  @Override
  public Optional<String> fact(String key) {
    return with(
        handle ->
            handle
                .select("SELECT value FROM fact WHERE name = ?", key)
                .mapTo(String.class)
                .findOne());
  }

  @Override
  public void keepFact(String key, String value) {
    with(
        handle ->
            handle.execute(
                "INSERT INTO fact (name, value) VALUES (?, ?)"
                    + " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                key,
                value));
  }

  @Override
  public void admitToSelfStudy(String learnerId, Instant when) {
    with(
        handle ->
            handle.execute(
                "INSERT INTO self_study (learner, admitted) VALUES (?, ?) ON CONFLICT DO NOTHING",
                learnerId,
                when.toEpochMilli()));
  }

  @Override
  public boolean admittedToSelfStudy(String learnerId) {
    return with(
        handle ->
            handle
                .select("SELECT 1 FROM self_study WHERE learner = ?", learnerId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  @Override
  public void recordSignedIn(String learnerId, Instant when) {
    with(
        handle ->
            handle.execute(
                "INSERT INTO signed_in_learner (learner, signed_in) VALUES (?, ?)"
                    + " ON CONFLICT DO NOTHING",
                learnerId,
                when.toEpochMilli()));
  }

  @Override
  public boolean hasSignedIn(String learnerId) {
    return with(
        handle ->
            handle
                .select("SELECT 1 FROM signed_in_learner WHERE learner = ?", learnerId)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
  }

  @Override
  public InstructorStore instructors() {
    return instructors;
  }

  @Override
  public SessionStore sessions() {
    return sessions;
  }

  @Override
  public synchronized void close() {
    database.close();
  }

  /** One transaction, one thread at a time. */
  private synchronized <T> T with(Function<Handle, T> work) {
    try {
      return database.jdbi().inTransaction(work::apply);
    } catch (JdbiException failure) {
      throw SqliteFault.explain(database.file(), failure);
    }
  }
}
