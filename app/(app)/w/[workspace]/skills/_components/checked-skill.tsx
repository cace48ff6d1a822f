import { useFormatter, useTranslations } from 'next-intl'
import { useBytes } from '#components/files/use-bytes.ts'
import { Button } from '#components/ui/button.tsx'
import { Notice } from '#components/ui/notice.tsx'
import type { SkillChecked } from '#lib/skills/schema.ts'
import { Findings } from './findings.tsx'

interface CheckedSkillProps {
  skill: SkillChecked
  isAdmin: boolean
  isPending: boolean
  onAdd: () => void
}

/** What was handed in and what was found in it, before any of it is kept. */
export function CheckedSkill({ skill, isAdmin, isPending, onAdd }: CheckedSkillProps) {
  const t = useTranslations('skills')
  const format = useFormatter()
  const bytes = useBytes()
  const { name, description, files, report } = skill
  const size = files.reduce((sum, file) => sum + file.size, 0)
  return (
    <section aria-label={name || t('findings')} className="flex flex-col gap-3">
      {name && (
        <div className="flex flex-col gap-0.5">
          <strong>{name}</strong>
          <span className="line-clamp-3">{description}</span>
          <span className="text-muted-foreground text-sm">
            {t('fileCount', {
              count: files.length,
              size: bytes(size),
              names: format.list(files.map(({ path }) => path).slice(0, 5)),
            })}
          </span>
        </div>
      )}
      {report.verdict === 'block' && (
        <Notice tone="danger" role="alert">
          <strong>{t('blockedTitle')}</strong> {t('blockedHint')}
        </Notice>
      )}
      {report.verdict === 'review' && (
        <Notice tone="warning" role="status">
          {isAdmin ? t('reviewHintAdmin') : t('reviewHint')}
        </Notice>
      )}
      <Findings report={report} />
      {report.verdict !== 'block' && (
        <Button variant="primary" className="self-end" pending={isPending} onClick={onAdd}>
          {report.verdict === 'review' ? t('addToReview') : t('add')}
        </Button>
      )}
    </section>
  )
}
