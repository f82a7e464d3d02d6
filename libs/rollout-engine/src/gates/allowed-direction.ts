import type { ReleaseFacts } from '../offers/rollout.js';
import { versionOrder } from '../versions/version-order.js';
import { gate, type OpeningQuestion } from './gate.js';

/** Is the release newer than what the vehicle runs, or does a recall bring it back to a version that the release names as one to go back to? */
export const allowedDirection = gate<OpeningQuestion>(
  'allowed-direction',
  ({ rollout: { facts }, vehicle: { software } }) => {
    const { release, plan } = facts;
    const goesBack = plan.purpose === 'recall' && goesBackTo(release);
    const wants = goesBack ? `software other than ${release.version}` : `software older than ${release.version}`;
    if (software.kind === 'unknown') return { passes: false, wants, has: 'unknown' };
    const order = versionOrder(software.version, release.version);
    if (order === undefined) return { passes: false, wants, has: `${software.version}, which cannot be compared` };
    return { passes: order < 0 || (goesBack && order > 0), wants, has: `runs ${software.version}` };
  },
);

/** A release that goes back says so twice: by itself, and by the version of every package it is made of. */
const goesBackTo = ({ returnsTo, version, packages }: ReleaseFacts): boolean =>
  returnsTo !== undefined &&
  versionOrder(returnsTo, version) === 0 &&
  packages.every((one) => one.version !== undefined && versionOrder(one.version, returnsTo) === 0);
