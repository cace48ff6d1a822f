import type { EmailLanguage } from './schema.ts'

/** What one person is told by e-mail, in their language: plain words, and at most one thing to press. */
export interface Letter {
  to: string
  language: EmailLanguage
  subject: string
  paragraphs: readonly string[]
  action?: { label: string; url: string }
  /** Smaller, below: why this came, and what to do when it was not asked for. */
  footnote?: string
}

const actionHint: Record<EmailLanguage, string> = {
  en: 'If the button does not work, open this address:',
  de: 'Falls die Schaltfläche nicht funktioniert, öffnen Sie diese Adresse:',
}

/** The letter as plain text and as HTML that says the same, without images or anything else that is fetched. */
export function composeEmail({ subject, language, paragraphs, action, footnote }: Letter): {
  subject: string
  text: string
  html: string
} {
  const blocks = [...paragraphs, action && `${action.label}:\n${action.url}`, footnote && `-- \n${footnote}`]
  const text = `${blocks.filter(Boolean).join('\n\n')}\n`
  const body = [
    ...paragraphs.map((words) => `<p style="margin:0 0 16px">${escapeHtml(words)}</p>`),
    action ? actionHtml(action, actionHint[language]) : '',
    footnote ? `<p style="margin:24px 0 0;font-size:13px;color:#667085">${escapeHtml(footnote)}</p>` : '',
  ].join('\n')
  const html = `<!doctype html>
<html lang="${language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:32px 16px;background:#f5f5f7;font:16px/1.5 system-ui,-apple-system,'Segoe UI',sans-serif;color:#1d1f24">
<div style="max-width:520px;margin:0 auto;padding:32px;background:#fff;border-radius:12px">
${body}
</div>
</body>
</html>
`
  // A line break in a subject would begin another header.
  return { subject: subject.replace(/\s+/g, ' ').trim(), text, html }
}

function actionHtml({ label, url }: { label: string; url: string }, hint: string): string {
  const href = escapeHtml(url)
  return `<p style="margin:24px 0"><a href="${href}" style="display:inline-block;padding:10px 18px;border-radius:8px;background:#1d1f24;color:#fff;text-decoration:none;font-weight:600">${escapeHtml(label)}</a></p>
<p style="margin:0;font-size:13px;color:#667085">${escapeHtml(hint)}<br><a href="${href}" style="color:#667085;word-break:break-all">${href}</a></p>`
}

function escapeHtml(text: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}
