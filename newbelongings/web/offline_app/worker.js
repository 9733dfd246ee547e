// The service worker of the offline page. The view `offline_worker` sets `SHELL` and then runs this file: the page and
// its own files, each with what tells one version from the next. Nothing else is ever kept, and every other request
// goes to the network as if this worker were not there. A new version waits until no page of the old one is open, so
// nobody's sheet is taken from under them.
import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";

cleanupOutdatedCaches();
precacheAndRoute(self.SHELL, { directoryIndex: null, cleanURLs: false });
