export interface RealVehicleSetup {
  /** A directory of its own, not yet there; everything the vehicle is lives below it. */
  readonly root: string;
  /** Origin of the vehicle's door, without a path. */
  readonly server: string;
  readonly tenant: string;
  readonly controllerId: string;
  readonly targetToken?: string;
  readonly hardware: { readonly board: string; readonly revision: string };
  /** The version it runs when it leaves the factory. */
  readonly runs: string;
  /** The certificate of the only signer whose packages it installs. */
  readonly trusts: string;
  /** Told to the server beside softwareVersion and hardwareId when it asks. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** A pace of its own, whatever the server says; without it the vehicle does what `sleep` in the server's answer says. */
  readonly pollEverySeconds?: number;
  readonly download?: DownloadHabits;
}

export interface DownloadHabits {
  /** How often an interrupted download is resumed. */
  readonly resumes?: number;
  readonly secondsBeforeResume?: number;
  readonly bytesPerSecond?: number;
}

/** The file swupdate reads at its start. */
export function configurationOf(setup: RealVehicleSetup, installedVersion: string): string {
  const { attributes, download = {}, hardware, targetToken } = setup;
  const told = { softwareVersion: installedVersion, hardwareId: hardware.board, ...attributes };
  const suricatta = {
    tenant: `"${setup.tenant}"`,
    id: `"${setup.controllerId}"`,
    url: `"${setup.server}"`,
    ...(targetToken === undefined ? {} : { targettoken: `"${targetToken}"` }),
    retry: `${download.resumes ?? 5}`,
    retrywait: `"${download.secondsBeforeResume ?? 1}"`,
    ...(download.bytesPerSecond === undefined ? {} : { 'max-download-speed': `"${download.bytesPerSecond}"` }),
  };
  const identity = Object.entries(told).map(([name, value]) => `  { name = "${name}"; value = "${value}"; }`);
  const lines = Object.entries(suricatta).map(([name, value]) => `  ${name} = ${value};`);
  return `globals :\n{\n};\nidentify : (\n${identity.join(',\n')}\n);\nsuricatta :\n{\n${lines.join('\n')}\n};\n`;
}
