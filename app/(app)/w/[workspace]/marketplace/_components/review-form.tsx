'use client'

import { useRouter } from 'next/navigation'
import { useTranslations } from 'next-intl'
import { useCallback, useState } from 'react'
import { workspacePaths } from '#components/shell/shell-data.ts'
import { Button } from '#components/ui/button.tsx'
import { Field } from '#components/ui/field.tsx'
import { Form } from '#components/ui/form.tsx'
import { Section } from '#components/ui/section.tsx'
import { Switch } from '#components/ui/switch.tsx'
import { Textarea } from '#components/ui/textarea.tsx'
import { toast } from '#components/ui/toast.tsx'
import { useSubmit } from '#components/ui/use-submit.ts'
import { review } from '../actions.ts'

interface ReviewFormProps {
  workspaceId: string
  tenantId: string
  versionId: string
  curated: boolean
}

/** A reviewer's word: into the catalogue, or back with a reason. */
export function ReviewForm({ workspaceId, tenantId, versionId, curated: before }: ReviewFormProps) {
  const t = useTranslations('market')
  const router = useRouter()
  const [reason, setReason] = useState('')
  const [curated, setCurated] = useState(before)
  const finish = useCallback(
    (_: unknown, { approve }: { approve: boolean }) => {
      toast.success(t(approve ? 'approvedNow' : 'rejectedNow'))
      router.push(workspacePaths(workspaceId).packageReviews)
    },
    [t, router, workspaceId],
  )
  const { submit, pending, error } = useSubmit(review, finish)
  const answer = (approve: boolean) => submit({ tenantId, versionId, approve, reason, curated })
  return (
    <Section title={t('decide')}>
      <Form error={error} onSubmit={() => answer(true)}>
        <Field label={t('reasonForPublisher')} hint={t('reasonHint')} errors={error?.fieldErrors?.reason}>
          {(control) => (
            <Textarea
              {...control}
              value={reason}
              maxLength={2_000}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
        <label htmlFor="review-curated" className="flex items-center gap-2">
          <Switch id="review-curated" checked={curated} onCheckedChange={setCurated} />
          {t('recommend')}
        </label>
        <div className="flex gap-2">
          <Button type="submit" variant="primary" pending={pending}>
            {t('approve')}
          </Button>
          <Button variant="danger-ghost" disabled={pending} onClick={() => answer(false)}>
            {t('reject')}
          </Button>
        </div>
      </Form>
    </Section>
  )
}
