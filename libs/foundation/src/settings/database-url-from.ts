/** DATABASE_URL with the password that came apart from it, as secrets do; without one, as it is. */
export function databaseUrlFrom(url: string, password: string | undefined): string {
  if (password === undefined || !URL.canParse(url)) return url;
  const whole = new URL(url);
  whole.password = encodeURIComponent(password);
  return whole.href;
}
