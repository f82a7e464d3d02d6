// Loaded before a server under test (node --import): tells its parent, when asked, what the process has used so far.
process.on('message', (message) => {
  if (message !== 'usage') return;
  const { user, system } = process.cpuUsage();
  process.send({ cpuMicroseconds: user + system, rssBytes: process.memoryUsage.rss() });
});
// The channel must not keep a server alive, and a server must not outlive whoever measures it.
process.channel.unref();
process.on('disconnect', () => process.exit(0));
