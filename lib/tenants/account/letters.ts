import type { Letter } from '#lib/email/compose-email.ts'
import { type EmailLanguage, emailLanguage } from '#lib/email/schema.ts'
import { type Delivery, sendEmail } from '#lib/email/send-email.ts'
import { publicUrl } from '#lib/env.ts'

export interface Recipient {
  email: string
  language: string | null
}

type Words = Pick<Letter, 'subject' | 'paragraphs' | 'footnote'> & { label?: string }

const recovery: Record<EmailLanguage, Words> = {
  en: {
    subject: 'Choose a new password',
    paragraphs: ['Somebody, probably you, asked for a new password of your Crewhouse account.'],
    label: 'Choose a new password',
    footnote: 'The link works once, for an hour. If you did not ask for it, ignore this letter: nothing has changed.',
  },
  de: {
    subject: 'Neues Passwort wählen',
    paragraphs: ['Jemand, vermutlich Sie, hat ein neues Passwort für Ihr Crewhouse-Konto angefordert.'],
    label: 'Neues Passwort wählen',
    footnote:
      'Der Link gilt einmal und eine Stunde lang. Haben Sie ihn nicht angefordert, ist nichts zu tun: Es hat sich nichts geändert.',
  },
}

const confirmation: Record<EmailLanguage, Words> = {
  en: {
    subject: 'Confirm your new e-mail address',
    paragraphs: ['From now on, sign in to Crewhouse with this address. Confirm that it is yours.'],
    label: 'Confirm the address',
    footnote: 'The link works once, for an hour. If you did not ask for it, ignore this letter.',
  },
  de: {
    subject: 'Neue E-Mail-Adresse bestätigen',
    paragraphs: [
      'Künftig melden Sie sich mit dieser Adresse bei Crewhouse an. Bitte bestätigen Sie, dass es Ihre ist.',
    ],
    label: 'Adresse bestätigen',
    footnote: 'Der Link gilt einmal und eine Stunde lang. Haben Sie ihn nicht angefordert, ist nichts zu tun.',
  },
}

const passwordChanged: Record<EmailLanguage, Words> = {
  en: {
    subject: 'Your password was changed',
    paragraphs: ['The password of your Crewhouse account was changed, and every other browser was signed out.'],
    footnote: 'If this was not you, choose a new password at once, and tell an owner of your organisation.',
  },
  de: {
    subject: 'Ihr Passwort wurde geändert',
    paragraphs: ['Das Passwort Ihres Crewhouse-Kontos wurde geändert, alle anderen Browser wurden abgemeldet.'],
    footnote:
      'Waren Sie das nicht, wählen Sie sofort ein neues Passwort und sagen Sie es jemandem, dem Ihre Organisation gehört.',
  },
}

const emailChanged: Record<EmailLanguage, Words> = {
  en: {
    subject: 'Your e-mail address was changed',
    paragraphs: ['Your Crewhouse account now has another e-mail address; this one no longer signs in.'],
    footnote: 'If this was not you, tell an owner of your organisation at once.',
  },
  de: {
    subject: 'Ihre E-Mail-Adresse wurde geändert',
    paragraphs: [
      'Ihr Crewhouse-Konto hat jetzt eine andere E-Mail-Adresse; mit dieser ist keine Anmeldung mehr möglich.',
    ],
    footnote: 'Waren Sie das nicht, sagen Sie es sofort jemandem, dem Ihre Organisation gehört.',
  },
}

const notYou = {
  en: 'If this was not you, sign in, look through "Your account", and choose a new password at once.',
  de: 'Waren Sie das nicht, melden Sie sich an, prüfen Sie „Ihr Konto“ und wählen Sie sofort ein neues Passwort.',
}

const secondFactorAdded: Record<EmailLanguage, Words> = {
  en: {
    subject: 'An authenticator app protects your account',
    paragraphs: ['Signing in to Crewhouse with your password now asks for a code of your authenticator app too.'],
    footnote: notYou.en,
  },
  de: {
    subject: 'Eine Authenticator-App schützt Ihr Konto',
    paragraphs: ['Bei der Anmeldung mit Passwort fragt Crewhouse jetzt auch nach einem Code Ihrer Authenticator-App.'],
    footnote: notYou.de,
  },
}

const secondFactorRemoved: Record<EmailLanguage, Words> = {
  en: {
    subject: 'The authenticator app was removed',
    paragraphs: ['Signing in to Crewhouse no longer asks for a code: your password is enough.'],
    footnote: notYou.en,
  },
  de: {
    subject: 'Die Authenticator-App wurde entfernt',
    paragraphs: ['Bei der Anmeldung fragt Crewhouse nicht mehr nach einem Code: Ihr Passwort genügt.'],
    footnote: notYou.de,
  },
}

const recoveryCodeUsed: Record<EmailLanguage, Words> = {
  en: {
    subject: 'A recovery code was used',
    paragraphs: ['Somebody, probably you, signed in to your Crewhouse account with your password and a recovery code.'],
    footnote: notYou.en,
  },
  de: {
    subject: 'Ein Wiederherstellungscode wurde benutzt',
    paragraphs: [
      'Jemand, vermutlich Sie, hat sich mit Ihrem Passwort und einem Wiederherstellungscode bei Crewhouse angemeldet.',
    ],
    footnote: notYou.de,
  },
}

const passkeyAdded: Record<EmailLanguage, Words> = {
  en: {
    subject: 'A passkey was added to your account',
    paragraphs: ['A device can now sign in to your Crewhouse account with a passkey, without your password.'],
    footnote: notYou.en,
  },
  de: {
    subject: 'Ein Passkey wurde Ihrem Konto hinzugefügt',
    paragraphs: ['Ein Gerät kann sich jetzt mit einem Passkey an Ihrem Crewhouse-Konto anmelden, ohne Ihr Passwort.'],
    footnote: notYou.de,
  },
}

const identityLinked: Record<EmailLanguage, Words> = {
  en: {
    subject: 'A service was linked to your account',
    paragraphs: ['Another service can now sign you in to Crewhouse. You see which under "Your account".'],
    footnote: notYou.en,
  },
  de: {
    subject: 'Ein Dienst wurde mit Ihrem Konto verknüpft',
    paragraphs: ['Ein anderer Dienst kann Sie jetzt bei Crewhouse anmelden. Welcher, steht unter „Ihr Konto“.'],
    footnote: notYou.de,
  },
}

const wayInRemoved: Record<EmailLanguage, Words> = {
  en: {
    subject: 'A way to sign in was removed',
    paragraphs: ['A passkey or a linked service was removed from your Crewhouse account. It no longer signs in.'],
    footnote: notYou.en,
  },
  de: {
    subject: 'Ein Anmeldeweg wurde entfernt',
    paragraphs: [
      'Ein Passkey oder ein verknüpfter Dienst wurde von Ihrem Crewhouse-Konto entfernt. Damit ist keine Anmeldung mehr möglich.',
    ],
    footnote: notYou.de,
  },
}

const letters = {
  recovery,
  confirmation,
  passwordChanged,
  emailChanged,
  secondFactorAdded,
  secondFactorRemoved,
  recoveryCodeUsed,
  passkeyAdded,
  identityLinked,
  wayInRemoved,
}

/** Tells a person of their own account. @param path of the page that the letter's button opens */
export function tell(recipient: Recipient, what: keyof typeof letters, path?: string): Promise<Delivery> {
  const language = emailLanguage.catch('en').parse(recipient.language)
  const { label, ...words } = letters[what][language]
  const action = label && path ? { label, url: new URL(path, publicUrl()).href } : undefined
  return sendEmail({ to: recipient.email, language, ...words, action })
}
