document.documentElement.dataset.course = "loaded";
