import { getTranslations } from 'next-intl/server'
import { ClientMessages } from '#app/_i18n/client-messages.tsx'
import { pageTitle } from '#app/_i18n/page-title.ts'
import { PageBody, PageHeader } from '#components/shell/page-header.tsx'
import { loadPlace } from '../_server/workspace-data.ts'
import { ApprovalInbox } from './_components/approval-inbox.tsx'

export const generateMetadata = pageTitle('approvals.title')

export default async function ApprovalsPage({ params }: PageProps<'/w/[workspace]/approvals'>) {
  const { workspace } = await params
  const [t] = await Promise.all([getTranslations('approvals'), loadPlace(workspace)])
  return (
    <ClientMessages namespaces={['approvals', 'tools']}>
      <PageHeader title={t('title')} />
      <PageBody width="narrow">
        <ApprovalInbox />
      </PageBody>
    </ClientMessages>
  )
}
