// See https://comment.example/docs.js for more.
const page = "https://link.example/page";
navigator.sendBeacon("https://beacon.example/seen");
const data = { url: "https://chart.example/cars.json" };
