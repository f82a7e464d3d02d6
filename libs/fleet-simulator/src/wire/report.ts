/** What a car says of an attempt. Door, wire number, execution, finished and code are its key: a retry repeats them. */
export interface Report {
  readonly door: 'deploymentBase' | 'cancelAction';
  readonly wireNumber: number;
  readonly execution: 'download' | 'downloaded' | 'proceeding' | 'closed' | 'rejected';
  readonly finished: 'none' | 'success' | 'failure';
  readonly code?: number;
  readonly details: readonly string[];
}

/** The last word on a deployment: a car never gives it up. */
export const isVerdict = ({ door, execution }: Report): boolean => door === 'deploymentBase' && execution === 'closed';

/** The body on the wire (DDI section 4). Real clients put the time of the try into each try. */
export const reportBody = ({ wireNumber, execution, finished, code, details }: Report, sentAt: number) => ({
  id: String(wireNumber),
  timestamp: sentAt,
  status: { execution, result: { finished }, ...(code !== undefined && { code }), details },
});
