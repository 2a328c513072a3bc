/* Buttons for common sizes fill in width and height; the one that matches the fields is marked as pressed. */
Behaviour.specify(".flux-size", "flux-size", 0, function (size) {
  if (size.dataset.fluxReady) {
    return;
  }
  size.dataset.fluxReady = "true";
  const width = size.querySelector("input[name='_.width']");
  const height = size.querySelector("input[name='_.height']");
  const buttons = size.querySelectorAll("button[data-width]");
  if (width === null || height === null) {
    return;
  }

  function valueOf(field) {
    return field.value.trim() || field.placeholder;
  }

  function showPressed() {
    buttons.forEach(function (button) {
      const matches = valueOf(width) === button.dataset.width && valueOf(height) === button.dataset.height;
      button.setAttribute("aria-pressed", matches);
    });
  }

  function write(field, value) {
    // Defaults stay out of snippets and configurations.
    field.value = value === field.placeholder ? "" : value;
    // With this event, Jenkins checks the field and notices that the form has changed.
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      write(width, button.dataset.width);
      write(height, button.dataset.height);
      showPressed();
    });
  });
  [width, height].forEach(function (field) {
    field.addEventListener("input", showPressed);
  });
  showPressed();
});
