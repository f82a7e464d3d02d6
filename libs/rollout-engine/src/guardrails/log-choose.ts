/** log of n! / (k! (n - k)!). */
export const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** log n!, from Stirling's series where its next term is below the precision of a double. */
function logFactorial(n: number): number {
  if (n < SMALL_FACTORIALS.length) return SMALL_FACTORIALS[n]!;
  const square = n * n;
  return (n + 0.5) * Math.log(n) - n + HALF_LOG_TWO_PI + (1 / 12 - (1 / 360 - 1 / (1260 * square)) / square) / n;
}

const HALF_LOG_TWO_PI = Math.log(2 * Math.PI) / 2;

const SMALL_FACTORIALS: readonly number[] = Array.from({ length: 171 }, (_, n) => {
  let factorial = 1;
  for (let i = 2; i <= n; i++) factorial *= i;
  return Math.log(factorial);
});
