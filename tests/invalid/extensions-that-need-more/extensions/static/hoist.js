document.body.onclick = () => MathJax.typesetPromise();
