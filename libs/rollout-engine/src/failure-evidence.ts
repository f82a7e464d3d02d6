/**
 * Evidence that the true failure rate is above the tolerated rate p0: the mixture e-process
 *   E = integral over p of (p/p0)^k ((1-p)/(1-p0))^(n-k), p ~ Beta(1, 10) truncated to p > p0,
 * with n vehicles started and k of them failed so far (still open counts as not failed, so any reporting delay only lowers E).
 * At a true rate of at most p0, E is a test supermartingale from 1: it ever reaches 1/alpha with probability at most alpha, however
 * often one looks (Ville 1939; mixtures: Howard, Ramdas, McAuliffe, Sekhon, "Time-uniform Chernoff bounds via nonnegative
 * supermartingales", Probability Surveys 17, 2020). Beta(1, 10) expects rates below 30 %, and still sees "every car fails" after three.
 *
 * Closed form: 10 B(k+1, n-k+10) P(Bin(n+10, p0) <= k) / (p0^k (1-p0)^(n-k+10)), because the upper tail of a Beta with whole
 * parameters is a binomial sum. In log space: E passes the largest double after some hundred failures.
 *
 * Not yet: restarts E_j for a long good history (rollouts.md, "Guardrails"); without them 120 more failures after 5,000 good cars.
 *
 * Shapes: whole 0 <= failed <= started; 0 < p0 < 1. Returns the natural logarithm of E.
 */
export function logFailureEvidence(started: number, failed: number, p0: number): number {
  const trials = started + PRIOR_FAILS_NOT;
  const logBeta = -Math.log(trials) - logChoose(trials - 1, failed);
  return (
    Math.log(PRIOR_FAILS_NOT) +
    logBeta +
    logBinomialAtMost(trials, failed, p0) -
    failed * Math.log(p0) -
    (started - failed + PRIOR_FAILS_NOT) * Math.log1p(-p0)
  );
}

/** Second parameter of the Beta prior. */
const PRIOR_FAILS_NOT = 10;

function logChoose(n: number, k: number): number {
  let sum = 0;
  for (let i = 1; i <= k; i++) sum += Math.log((n - k + i) / i);
  return sum;
}

/** log P(Bin(n, p) <= k), summed in log space. */
function logBinomialAtMost(n: number, k: number, p: number): number {
  const logOdds = Math.log(p) - Math.log1p(-p);
  let term = n * Math.log1p(-p);
  let sum = term;
  for (let i = 1; i <= k; i++) {
    term += Math.log((n - i + 1) / i) + logOdds;
    sum = Math.max(sum, term) + Math.log1p(Math.exp(-Math.abs(sum - term)));
  }
  return sum;
}
