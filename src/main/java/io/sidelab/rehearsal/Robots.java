package io.sidelab.rehearsal;

import io.sidelab.content.Lab;
import io.sidelab.robot.ClassRobot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The robots of one rehearsal at work, each on a thread of its own. */
final class Robots {
  private static final Logger LOG = LoggerFactory.getLogger(Robots.class);

  /** Robots call nothing deep; sixty of them stay below what one browser takes. */
  private static final long STACK = 256 << 10;

  private static final Duration ENDING = Duration.ofSeconds(20);

  private final List<ClassRobot> robots;
  private final List<Lab> labs;
  private final Tally tally;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch go = new CountDownLatch(1);
  private final CountDownLatch atWork;

  Robots(List<ClassRobot> robots, List<Lab> labs, Tally tally) {
    this.robots = robots;
    this.labs = labs;
    this.tally = tally;
    this.atWork = new CountDownLatch(robots.size());
  }

  /** All press Start together. */
  void start() {
    for (ClassRobot robot : robots) {
      String name = "sidelab-rehearsal-" + robot.name().replace(' ', '-').toLowerCase();
      Thread thread = new Thread(null, () -> play(robot), name, STACK);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    go.countDown();
  }

  private void play(ClassRobot robot) {
    try {
      go.await();
      robot.play(labs, tally);
      tally.through();
    } catch (InterruptedException stopped) {
      LOG.debug("{} was stopped", robot.name());
    } catch (RuntimeException bug) {
      LOG.warn("{} fell over", robot.name(), bug);
      tally.broken(robot.name(), "", "the robot itself failed: " + bug);
    } finally {
      atWork.countDown();
    }
  }

  /** Waits for a moment; whether all are through. */
  boolean await(Duration moment) throws InterruptedException {
    return atWork.await(moment.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Stops those that are still at work. */
  void stop() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    if (!await(ENDING)) {
      LOG.warn("{} robots did not stop in time", atWork.getCount());
    }
  }
}
