// The release desk's upload page: begin with the signed declaration, send by tus, finish. Nothing is kept here: the server finds an upload
// that was cut by its declaration.
const [token, declaration, file] = ['token', 'declaration', 'file'].map((id) => document.getElementById(id));
const [form, section, title, bar, told] = ['form', 'section', '#state', 'progress', '#told'].map((one) =>
  document.querySelector(one),
);
const button = form.querySelector('button');
const LOOK_EVERY_MS = 1000;

const sizeText = (bytes) =>
  bytes < 1e6
    ? `${(bytes / 1e3).toFixed(1)} kB`
    : bytes < 1e9
      ? `${(bytes / 1e6).toFixed(1)} MB`
      : `${(bytes / 1e9).toFixed(2)} GB`;

/** An answer of the API. Errors: the problem's own sentence. */
async function ask(method, path, body) {
  const response = await fetch(path, {
    method,
    headers: { authorization: `Bearer ${token.value.trim()}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.detail ?? `The server answers ${response.status}.`);
  return answer;
}

/** Sends what is missing. Errors: the problem's own sentence. */
function send(uploadId, bytes) {
  const address = `/api/uploads/${uploadId}`;
  let over = false;
  return new Promise((resolve, reject) => {
    const upload = new tus.Upload(bytes, {
      uploadUrl: address,
      headers: { authorization: `Bearer ${token.value.trim()}` },
      retryDelays: [0, 1000, 2000, 4000, 8000, 15000, 30000, 30000, 30000],
      storeFingerprintForResuming: false,
      onAfterResponse: (request, response) => {
        if (request.getMethod() !== 'HEAD' || response.getStatus() !== 200) return;
        const offset = Number(response.getHeader('upload-offset'));
        if (offset > 0)
          show('Sending', offset, bytes.size, `Goes on at ${sizeText(offset)} of ${sizeText(bytes.size)}.`);
        if (response.getHeader('tidings-reads-again') !== null) void showReading(address, () => over);
      },
      onProgress: (sent, all) => show('Sending', sent, all),
      onShouldRetry: (error) => {
        const status = error.originalResponse?.getStatus() ?? 0;
        const again = status === 0 || status >= 500 || [400, 409, 423].includes(status);
        if (again) say('The connection broke. Trying again: nothing that arrived is sent twice.');
        return again;
      },
      onSuccess: () => resolve(),
      onError: (error) => reject(new Error(sentenceOf(error))),
    });
    upload.start();
  }).finally(() => (over = true));
}

/** After a restart the server reads once what it has; bytes do not move meanwhile. */
async function showReading(address, isOver) {
  for (let looks = 0, wasSeen = false; !isOver() && (wasSeen || looks < 5); looks++) {
    const { readingAgain } = await ask('GET', address).catch(() => ({}));
    if (readingAgain) show('The server reads again what it has, once', readingAgain.read, readingAgain.of);
    else if (wasSeen) return;
    wasSeen ||= readingAgain !== undefined;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

function sentenceOf(error) {
  try {
    return JSON.parse(error.originalResponse.getBody()).detail;
  } catch {
    return 'The server does not answer. What arrived is kept: send again later.';
  }
}

function show(doing, done, all, also) {
  title.textContent = doing;
  bar.value = (done * 100) / Math.max(all, 1);
  say(also ?? `${sizeText(done)} of ${sizeText(all)}, ${Math.floor(bar.value)} %`);
}

const say = (sentence) => (told.textContent = sentence);

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const bytes = file.files[0];
  section.hidden = false;
  section.classList.remove('is-refused');
  button.disabled = true;
  show('Reading the declaration', 0, bytes.size, '');
  title.focus();
  try {
    const begun = await ask('POST', '/api/uploads', { declaration: (await declaration.files[0].text()).trim() });
    if (begun.size !== bytes.size)
      throw new Error(
        `This file has ${bytes.size} bytes, and the declaration says ${begun.size}: choose the file that was declared.`,
      );
    if (begun.uploadId !== undefined) {
      await send(begun.uploadId, bytes);
      show('Checking digest and signature', 1, 1, 'The server compares what arrived with what was signed.');
    }
    const filed =
      begun.uploadId === undefined
        ? await ask('GET', `/api/packages/${begun.packageId}`)
        : await ask('POST', `/api/uploads/${begun.uploadId}/finish`);
    show(
      `${filed.name} ${filed.version} is on file`,
      1,
      1,
      `Signed by ${filed.publisher}, ${sizeText(filed.size)}. SHA-256 ${filed.sha256}`,
    );
  } catch (error) {
    section.classList.add('is-refused');
    title.textContent = 'Not taken';
    say(error.message);
  } finally {
    button.disabled = false;
    title.focus();
  }
});

const drop = document.querySelector('.drop');
drop.addEventListener('dragover', (event) => {
  event.preventDefault();
  drop.classList.add('is-over');
});
drop.addEventListener('dragleave', () => drop.classList.remove('is-over'));
drop.addEventListener('drop', (event) => {
  event.preventDefault();
  drop.classList.remove('is-over');
  if (event.dataTransfer.files.length > 0) file.files = event.dataTransfer.files;
});
