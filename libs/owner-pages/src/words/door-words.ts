import type { PageLanguage } from '@tidings/release-notes';

/** Words that only this door needs, beside the page words of release-notes. */
interface DoorWords {
  readonly everybody: string;
  /** The conductor's reason in people's words: guardrails halt when more cars fail, or cannot drive, than the plan allows. */
  readonly stoppedByItself: string;
  /** Where a release has no edition in this language. */
  readonly noEdition: string;
  readonly availableIn: string;
  /** Before the request id, which support asks for. */
  readonly reference: string;
}

export const DOOR_WORDS: Readonly<Record<PageLanguage, DoorWords>> = {
  'en-GB': {
    everybody: 'Everybody',
    stoppedByItself: 'More cars had trouble with it than we allow, so it stopped by itself.',
    noEdition: 'This release is not described in English yet.',
    availableIn: 'Available languages:',
    reference: 'If you contact us about this, give us this number:',
  },
  'fr-FR': {
    everybody: 'Tout le monde',
    stoppedByItself:
      'Plus de voitures que nous ne l’acceptons ont rencontré un problème, et le déploiement s’est arrêté de lui-même.',
    noEdition: 'Cette version n’est pas encore décrite en français.',
    availableIn: 'Langues disponibles\u202f:',
    reference: 'Si vous nous contactez à ce sujet, donnez-nous ce numéro\u202f:',
  },
  'sv-SE': {
    everybody: 'Alla',
    stoppedByItself: 'Fler bilar fick problem än vi tillåter, så den stoppades automatiskt.',
    noEdition: 'Den här versionen är inte beskriven på svenska än.',
    availableIn: 'Tillgängliga språk:',
    reference: 'Uppge det här numret om du kontaktar oss om felet:',
  },
  'de-DE': {
    everybody: 'Alle',
    stoppedByItself:
      'Mehr Autos hatten damit Schwierigkeiten, als wir zulassen. Deshalb wurde es von selbst angehalten.',
    noEdition: 'Diese Version ist noch nicht auf Deutsch beschrieben.',
    availableIn: 'Verfügbare Sprachen:',
    reference: 'Wenn Sie uns dazu schreiben, nennen Sie bitte diese Nummer:',
  },
};
