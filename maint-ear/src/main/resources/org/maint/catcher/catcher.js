// Looks every two seconds whether there is something new, and puts it into the page, which stays where it is.
'use strict';
(() => {
  let known = document.getElementById('mails').tBodies[0].innerHTML;
  setInterval(async () => {
    if (document.hidden) {
      return;
    }
    try {
      const answer = await fetch('/', { cache: 'no-store' });
      if (!answer.ok) {
        return;
      }
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const body = fresh.getElementById('mails').tBodies[0];
      if (body.innerHTML === known || document.getElementById('mails').contains(document.activeElement)) {
        return;
      }
      known = body.innerHTML;
      document.getElementById('mails').tBodies[0].replaceWith(document.adoptNode(body));
      document.getElementById('count').textContent = fresh.getElementById('count').textContent;
    } catch (notThere) {
      // It is being stopped; what is shown stays.
    }
  }, 2000);
})();
