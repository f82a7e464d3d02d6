/** A system of the vehicle that a release may affect (UN R156, 7.1.2.5 b to e). */
export interface AffectedSystem {
  readonly name: string;
  /** 'UN R79', where it is type approved. */
  readonly regulation?: string;
  /** Does it affect whether the system still fulfils its requirements, or a parameter of its approval? */
  readonly affectsApproval: boolean;
}

/** What a release means for the approval of its vehicle type. */
export interface TypeApproval {
  /** Why the update exists. */
  readonly purpose: string;
  readonly systems: readonly AffectedSystem[];
  /** The document in which that was assessed. */
  readonly assessment: string;
  /** Of an extension of the approval: was one asked for, or granted (7.1.2.5 f)? */
  readonly approval: 'not-needed' | 'sought' | 'granted';
  /** Of the approval that was granted. */
  readonly reference?: string;
}

export const APPROVALS = ['not-needed', 'sought', 'granted'] as const satisfies readonly TypeApproval['approval'][];

/** What is wrong with it, as sentences that complete "must". */
export function typeApprovalFaults(
  { systems, approval, reference }: TypeApproval,
  rxswin: { readonly before?: string; readonly after: string } | undefined,
): readonly string[] {
  const affected = systems.filter(({ affectsApproval, regulation }) => affectsApproval && regulation !== undefined);
  const nameless = systems.filter(({ affectsApproval, regulation }) => affectsApproval && regulation === undefined);
  return [
    ...nameless.map(({ name }) => `name the regulation under which ${name} is approved`),
    ...(affected.length > 0 && approval === 'not-needed'
      ? [`be sought or granted, because ${affected.map(({ name }) => name).join(', ')} is affected`]
      : []),
    ...(approval === 'granted' && reference === undefined
      ? ['name the reference of the approval that was granted']
      : []),
    ...(affected.length > 0 && rxswin === undefined
      ? ['come with an RXSWIN, because an approved system is affected']
      : []),
    ...(affected.length > 0 && rxswin?.before !== undefined && rxswin.before === rxswin.after
      ? ['come with another RXSWIN than before, because an approved system is affected']
      : []),
  ];
}
