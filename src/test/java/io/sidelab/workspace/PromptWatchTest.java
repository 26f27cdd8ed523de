package io.sidelab.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromptWatchTest {
  @Test
  void knowsPromptsOfCommonShells() {
    assertThat(PromptWatch.looksLikePrompt("/ # ")).isTrue();
    assertThat(PromptWatch.looksLikePrompt("Welcome\r\nroot@box:~# ")).isTrue();
    assertThat(PromptWatch.looksLikePrompt("\u001b[?2004h\u001b]0;root@box\u0007root@box:/# "))
        .isTrue();
    assertThat(PromptWatch.looksLikePrompt("\u001b[1;34m~ $ \u001b[0m\u001b[6n")).isTrue();
    assertThat(PromptWatch.looksLikePrompt("localhost% ")).isTrue();
  }

  @Test
  void takesOtherOutputForNoPrompt() {
    assertThat(PromptWatch.looksLikePrompt("")).isFalse();
    assertThat(PromptWatch.looksLikePrompt("booting\r\n")).isFalse();
    assertThat(PromptWatch.looksLikePrompt("/ # ls\r\n")).isFalse();
    assertThat(PromptWatch.looksLikePrompt("vm login: ")).isFalse();
    assertThat(PromptWatch.looksLikePrompt("50 %")).isFalse();
  }
}
