import { gapWords } from '../../appliance/airgap/words.ts';
import { applianceMessages } from './messages/appliance.ts';
import { auditMessages } from './messages/audit.ts';
import { commonMessages } from './messages/common.ts';
import { demoMessages } from './messages/demo.ts';
import { gapMessages } from './messages/gap.ts';
import { helpMessages } from './messages/help.ts';
import { partnerMessages } from './messages/partner.ts';
import { retentionMessages } from './messages/retention.ts';
import { rotationMessages } from './messages/rotation.ts';

/** All that the command line says beside the error catalogue. */
export const messages = {
  ...helpMessages,
  ...commonMessages,
  ...partnerMessages,
  ...retentionMessages,
  ...rotationMessages,
  ...applianceMessages,
  ...auditMessages,
  ...gapMessages,
  ...gapWords,
  ...demoMessages,
};

export type MessageKey = keyof typeof messages;
