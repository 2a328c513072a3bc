/* Keeps the progress of a running build up to date, and fetches its images as they come; stops when the build has ended. */
Behaviour.specify(".flux-progress", "flux-progress", 0, function (box) {
  if (box.dataset.fluxReady) {
    return;
  }
  box.dataset.fluxReady = "true";
  const interval = 2000;
  const intervalAfterFailure = 15000;
  const text = box.querySelector(".flux-progress__text");
  const bar = box.querySelector(".flux-progress__bar");
  const list = box.querySelector(".flux-progress__images");
  let images = box.dataset.images;

  function newRow() {
    const row = document.createElement("li");
    row.className = "flux-progress__image";
    for (const part of ["path", "phase"]) {
      const span = document.createElement("span");
      span.className = "flux-progress__" + part;
      row.append(span);
    }
    return row;
  }

  function showEach(listed) {
    while (list.children.length > listed.length) {
      list.lastElementChild.remove();
    }
    listed.forEach(function (image, index) {
      const row = list.children[index] || list.appendChild(newRow());
      row.dataset.phase = image.phase;
      row.querySelector(".flux-progress__path").textContent = image.path;
      row.querySelector(".flux-progress__phase").textContent = image.text;
    });
  }

  function showProgress(progress) {
    // A text that is written anew would be read out anew.
    if (text.textContent !== progress.text) {
      text.textContent = progress.text;
    }
    bar.max = Math.max(progress.total, 1);
    bar.value = progress.ended;
    showEach(progress.listed);
    box.hidden = progress.over || progress.total === 0;
  }

  /* The page itself knows how to show an image: take that part of it. */
  async function fetchImages() {
    const answer = await fetch(location.href, { cache: "no-store" });
    if (!answer.ok) {
      throw new Error(answer.status);
    }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const shown = document.getElementById("flux-images");
    const fresh = page.getElementById("flux-images");
    if (shown === null || fresh === null) {
      return;
    }
    const focused = shown.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    shown.replaceWith(document.adoptNode(fresh));
    Array.from(fresh.querySelectorAll("a"))
      .filter((link) => link.getAttribute("href") === focused)
      .slice(0, 1)
      .forEach((link) => link.focus());
  }

  async function refresh() {
    if (document.hidden) {
      document.addEventListener("visibilitychange", refresh, { once: true });
      return;
    }
    let wait = interval;
    try {
      const answer = await fetch(box.dataset.url, { cache: "no-store" });
      if (answer.status === 403 || answer.status === 404) {
        box.hidden = true;
        return;
      }
      const progress = await answer.json();
      showProgress(progress);
      if (String(progress.images) !== images || progress.over) {
        await fetchImages();
        images = String(progress.images);
      }
      if (progress.over) {
        return;
      }
    } catch (unreachable) {
      wait = intervalAfterFailure;
    }
    setTimeout(refresh, wait);
  }

  setTimeout(refresh, interval);
});
