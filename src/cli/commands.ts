import type { Group } from './command.ts';
import { applianceCard } from './commands/appliance-card.ts';
import { custodianAdd, custodianList, custodianRetire } from './commands/appliance-custodian.ts';
import { applianceDestroy } from './commands/appliance-destroy.ts';
import { applianceDoctor } from './commands/appliance-doctor.ts';
import { applianceDue } from './commands/appliance-due.ts';
import { applianceEnrol } from './commands/appliance-enrol.ts';
import { applianceGap } from './commands/appliance-gap.ts';
import { applianceInit } from './commands/appliance-init.ts';
import { applianceReceive } from './commands/appliance-receive.ts';
import { applianceRecover, applianceRecoveryMake } from './commands/appliance-recovery.ts';
import { applianceRelease } from './commands/appliance-release.ts';
import { applianceReplay } from './commands/appliance-replay.ts';
import { applianceRotate } from './commands/appliance-rotate.ts';
import { applianceServe } from './commands/appliance-serve.ts';
import { applianceSession } from './commands/appliance-session.ts';
import { auditCosign } from './commands/audit-cosign.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { auditWitness } from './commands/audit-witness.ts';
import { demo } from './commands/demo.ts';
import { dictionaryCompare } from './commands/dictionary-compare.ts';
import { dictionaryDraft } from './commands/dictionary-draft.ts';
import { dictionaryMap } from './commands/dictionary-map.ts';
import { dictionaryStarter } from './commands/dictionary-starter.ts';
import { ledgerExport } from './commands/ledger-export.ts';
import { partnerApprove } from './commands/partner-approve.ts';
import { partnerCard } from './commands/partner-card.ts';
import { partnerDestroy } from './commands/partner-destroy.ts';
import { partnerExcept } from './commands/partner-except.ts';
import { partnerFollowUp } from './commands/partner-follow-up.ts';
import { partnerInit } from './commands/partner-init.ts';
import { partnerOpen } from './commands/partner-open.ts';
import { partnerPolicy } from './commands/partner-policy.ts';
import { partnerPrepare } from './commands/partner-prepare.ts';
import { partnerRecover, partnerRecoveryMake } from './commands/partner-recovery.ts';
import { partnerRegister } from './commands/partner-register.ts';
import { partnerRotate } from './commands/partner-rotate.ts';
import { partnerScore } from './commands/partner-score.ts';
import { partnerServe } from './commands/partner-serve.ts';
import { partnerSheet } from './commands/partner-sheet.ts';
import { signerAdd, signerList } from './commands/partner-signer.ts';
import { partnerTrust } from './commands/partner-trust.ts';
import { partnerWithdraw } from './commands/partner-withdraw.ts';

/** Every command there is. */
export const ecluse: Group = {
  name: 'ecluse',
  about: 'ecluse',
  commands: [
    {
      name: 'partner',
      about: 'partner',
      commands: [
        partnerInit,
        partnerCard,
        partnerTrust,
        { name: 'recovery', about: 'recovery', commands: [partnerRecoveryMake] },
        partnerRecover,
        partnerRotate,
        partnerPolicy,
        { name: 'signer', about: 'signer', commands: [signerList, signerAdd] },
        partnerPrepare,
        partnerExcept,
        partnerOpen,
        partnerSheet,
        partnerApprove,
        partnerWithdraw,
        partnerScore,
        partnerFollowUp,
        partnerRegister,
        partnerDestroy,
        partnerServe,
      ],
    },
    {
      name: 'appliance',
      about: 'appliance',
      commands: [
        applianceInit,
        applianceCard,
        { name: 'custodian', about: 'custodian', commands: [custodianList, custodianAdd, custodianRetire] },
        { name: 'recovery', about: 'recovery', commands: [applianceRecoveryMake] },
        applianceRecover,
        applianceRotate,
        applianceEnrol,
        applianceReceive,
        applianceDoctor,
        applianceGap,
        applianceSession,
        applianceRelease,
        applianceReplay,
        applianceDue,
        applianceDestroy,
        { name: 'ledger', about: 'ledger', commands: [ledgerExport] },
        applianceServe,
      ],
    },
    { name: 'audit', about: 'audit', commands: [auditVerify, auditWitness, auditCosign] },
    { name: 'dictionary', about: 'dictionary', commands: [dictionaryDraft, dictionaryStarter, dictionaryMap, dictionaryCompare] },
    demo,
  ],
};
