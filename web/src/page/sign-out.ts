import { signOut } from "./account-api";

/** Makes the button of the instructors' bar work, where there is one. */
export function wireSignOut(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-sign-out]");
  button?.addEventListener("click", () => {
    button.disabled = true;
    void signOut()
      .then(() => {
        location.assign("/");
      })
      .catch(() => {
        button.disabled = false;
        button.textContent = "Not signed out. Try again";
      });
  });
}
