// Everything here makes a page nicer; every page works without it.
import "htmx.org/dist/htmx.esm.js";
import { captcha } from "./captcha.js";
import { copy } from "./copy.js";
import { countdown } from "./countdown.js";
import { dialog } from "./dialog.js";
import { done } from "./done.js";
import { enter } from "./enter.js";
import { invalid } from "./invalid.js";
import { live } from "./live.js";
import { menus } from "./menus.js";
import { once } from "./once.js";
import { reveal } from "./reveal.js";
import { search } from "./search.js";
import { theme } from "./theme.js";

copy();
captcha();
dialog();
done();
enter();
invalid();
live();
menus();
once();
reveal();
search();
theme();

// Parts that htmx puts into the page start like those that came with it.
countdown(document);
document.addEventListener("htmx:after:process", (event) => countdown(event.target));

document.documentElement.dataset.ready = "true";
