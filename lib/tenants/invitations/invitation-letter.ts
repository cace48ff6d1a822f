import type { Letter } from '#lib/email/compose-email.ts'
import type { EmailLanguage } from '#lib/email/schema.ts'

interface InvitationFacts {
  to: string
  language: EmailLanguage
  tenantName: string
  inviterName: string
  url: string
  expiresAt: Date
}

/** The e-mail that brings an invitation. */
export function invitationLetter({ to, language, tenantName, inviterName, url, expiresAt }: InvitationFacts): Letter {
  const until = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }).format(expiresAt)
  if (language === 'de') {
    return {
      to,
      language,
      subject: `${inviterName} lädt Sie zu „${tenantName}“ ein`,
      paragraphs: [
        `${inviterName} lädt Sie ein, bei „${tenantName}“ auf Crewhouse mitzuarbeiten: mit einer Mannschaft von KI-Agenten, von denen jeder in einem eigenen, abgeschotteten Container arbeitet.`,
        `Die Einladung gilt bis zum ${until} und nur für diese E-Mail-Adresse.`,
      ],
      action: { label: 'Einladung ansehen', url },
      footnote: `Nicht erwartet? Dann ist nichts zu tun; ohne Ihre Zustimmung geschieht nichts.`,
    }
  }
  return {
    to,
    language,
    subject: `${inviterName} invites you to “${tenantName}”`,
    paragraphs: [
      `${inviterName} invites you to work in “${tenantName}” on Crewhouse: with a crew of AI agents, each in a locked-down container of its own.`,
      `The invitation holds until ${until}, for this e-mail address alone.`,
    ],
    action: { label: 'See the invitation', url },
    footnote: 'Not expected? Then there is nothing to do: nothing happens unless you accept.',
  }
}
