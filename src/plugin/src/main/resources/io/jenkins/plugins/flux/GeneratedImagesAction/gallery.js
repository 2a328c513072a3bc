/* Fetches further pages of a gallery when it is scrolled, and new images of a running build. */
(function () {
  const pauseAfterFailure = 15000;

  /* Passes on the answer as a document, or reports that a retry is pointless. */
  function fetchPart(url) {
    return fetch(url, { cache: "no-store" }).then(function (answer) {
      if (answer.status === 404) {
        // After a restart of Jenkins, the images are in another order; or the build was deleted.
        location.reload();
      }
      if (answer.status === 403 || answer.status === 404) {
        return null;
      }
      if (!answer.ok) {
        throw new Error(answer.status);
      }
      return answer.text().then((text) => new DOMParser().parseFromString(text, "text/html"));
    });
  }

  /* Fetches and shows the part at address() as long as there isMore(), one at a time; after a failure, waits a while. */
  function loader(isMore, address, show) {
    let loading = false;

    function goOn() {
      loading = false;
      load();
    }

    function load() {
      if (loading || !isMore()) {
        return;
      }
      loading = true;
      fetchPart(address())
        .then(function (part) {
          if (part !== null) {
            show(part);
            goOn();
          }
        })
        .catch(() => setTimeout(goOn, pauseAfterFailure));
    }

    return load;
  }

  /* What a running build has reported about its images, and whether that has been fetched since. */
  function buildState() {
    let stored = 0;
    let isOver = false;
    let requestedAtEnd = false;
    let shownAtEnd = false;
    return {
      update: function (event) {
        stored = event.detail.images;
        isOver = event.detail.over;
      },
      requested: function () {
        requestedAtEnd = isOver;
      },
      shown: function () {
        shownAtEnd = requestedAtEnd;
      },
      hasMoreThan: (end) => stored > Number(end),
      hasEndedSince: () => isOver && !shownAtEnd,
    };
  }

  Behaviour.specify(".flux-images", "flux-images", 0, function (gallery) {
    if (gallery.dataset.fluxReady) {
      return;
    }
    gallery.dataset.fluxReady = "true";
    const list = gallery.querySelector(".flux-gallery");
    const build = buildState();
    let end = gallery.querySelector(".flux-more");
    let isVisible = false;

    function isMore() {
      const isContinued = end.querySelector("a") !== null || build.hasMoreThan(end.dataset.end);
      // Without images, the end of the gallery says whether there can still be some.
      return isVisible && (isContinued || (end.dataset.end === "0" && build.hasEndedSince()));
    }

    function address() {
      build.requested();
      return end.dataset.url;
    }

    function show(part) {
      const items = Array.from(part.querySelectorAll(".flux-gallery > li"));
      const fresh = document.adoptNode(part.querySelector(".flux-more"));
      const hadFocus = end.contains(document.activeElement);
      items.forEach((item) => list.append(document.adoptNode(item)));
      build.shown();
      isVisible = false;
      observer.unobserve(end);
      end.replaceWith(fresh);
      end = fresh;
      observer.observe(end);
      const link = hadFocus && items.length > 0 ? items[0].querySelector("a") : null;
      if (link !== null) {
        link.focus({ preventScroll: true });
      }
    }

    const load = loader(isMore, address, show);
    const observer = new IntersectionObserver(
      function (entries) {
        isVisible = entries[entries.length - 1].isIntersecting;
        load();
      },
      { rootMargin: "0px 0px 1000px 0px" },
    );
    observer.observe(end);

    document.addEventListener("flux-progress", function (event) {
      build.update(event);
      load();
    });
  });

  Behaviour.specify(".flux-made", "flux-made", 0, function (first) {
    if (first.dataset.fluxReady) {
      return;
    }
    first.dataset.fluxReady = "true";
    const build = buildState();
    let box = first;

    function isMore() {
      return build.hasMoreThan(box.dataset.end) || build.hasEndedSince();
    }

    function address() {
      build.requested();
      return box.dataset.url;
    }

    function show(part) {
      const fresh = document.adoptNode(part.querySelector(".flux-made"));
      const focused = box.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      build.shown();
      fresh.dataset.fluxReady = "true";
      box.replaceWith(fresh);
      box = fresh;
      Array.from(box.querySelectorAll("a"))
        .filter((link) => link.getAttribute("href") === focused)
        .slice(0, 1)
        .forEach((link) => link.focus());
    }

    const load = loader(isMore, address, show);
    document.addEventListener("flux-progress", function (event) {
      build.update(event);
      load();
    });
  });
})();
