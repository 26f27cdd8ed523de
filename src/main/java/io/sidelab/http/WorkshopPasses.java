package io.sidelab.http;

import io.sidelab.instructor.Instructor;
import io.sidelab.workshop.Workshops;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/**
 * Lets instructors in at their own learners' terminals, and a class at the terminal that its
 * instructor shows.
 */
final class WorkshopPasses implements GuestPasses {
  private final Gate gate;
  private final SignIns signIns;
  private final Workshops workshops;

  WorkshopPasses(Gate gate, SignIns signIns, Workshops workshops) {
    this.gate = gate;
    this.signIns = signIns;
    this.workshops = workshops;
  }

  @Override
  public Optional<GuestPass> find(HttpServletRequest request, String terminalId) throws Refusal {
    Optional<Instructor> instructor = signIns.find(request);
    Optional<GuestPass> pass = instructor.flatMap(one -> atLearners(one, terminalId));
    if (pass.isPresent()) {
      return pass;
    }
    return gate.known(request).flatMap(learner -> atInstructors(learner, terminalId));
  }

  private Optional<GuestPass> atLearners(Instructor instructor, String terminalId) {
    return workshops
        .tower()
        .terminal(instructor.id(), terminalId)
        .map(terminal -> new GuestPass(terminal, instructor.name() + ", instructor"));
  }

  private Optional<GuestPass> atInstructors(Learner learner, String terminalId) {
    return workshops
        .attendance()
        .shown(learner.id(), terminalId)
        .map(watching -> new GuestPass(watching.terminal(), watching.participant().name()));
  }
}
