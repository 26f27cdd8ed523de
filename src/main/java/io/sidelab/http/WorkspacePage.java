package io.sidelab.http;

import io.sidelab.content.Lab;

/**
 * What the template of a running lab shows. The template must not show answers: of a question only
 * html and choices.
 *
 * @param workspaceJson the workspace as the API answers it, for the page's script; safe inside a
 *     {@code <script type="application/json">}
 * @param recordedFor how long what its terminals print is kept; empty when it is not
 * @param classId of the workshop that it was started in; empty for none
 */
public record WorkspacePage(
    Lab lab,
    String workspaceId,
    String workspaceJson,
    String recordedFor,
    String classId,
    HostCard host) {}
