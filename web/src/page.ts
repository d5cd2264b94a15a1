// What every page gets when scripts run. Nothing here is needed to read a page.

import { chartDownloads } from "./chart-download";
import { keyboard } from "./keyboard";
import { live } from "./live";
import { mapZoom } from "./map-zoom";
import { themeButton } from "./theme-button";
import { timeSlider } from "./time-slider";
import { timelineBrush } from "./timeline-brush";

themeButton();
keyboard();
chartDownloads();
live();
mapZoom();
timelineBrush();
timeSlider();
// A part of the page was put in place of another.
document.addEventListener("view", () => {
  mapZoom();
  chartDownloads();
  timelineBrush();
});
