//! Typed ids. Each is a UUIDv7, so that ordering by id is ordering by creation and every list is a
//! keyset page on its primary key.

use std::fmt;
use std::str::FromStr;

use uuid::Uuid;

/// Text that is not an id of the wanted kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a valid id")]
pub struct InvalidId;

/// What every typed id offers, so that `Ctx::new_id` can make any of them.
pub trait Id: Copy + fmt::Display + FromStr<Err = InvalidId> {
    /// Wraps a UUID made for this kind of thing.
    fn from_uuid(uuid: Uuid) -> Self;
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Uuid);

        impl Id for $name {
            fn from_uuid(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.as_hyphenated().fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            /// Accepts only the canonical lower-case hyphenated form, so that one thing has one address.
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let uuid = Uuid::try_parse(text).map_err(|_| InvalidId)?;
                if uuid.as_hyphenated().to_string() == text { Ok(Self(uuid)) } else { Err(InvalidId) }
            }
        }
    )+};
}

ids! {
    /// A member 「회원」, operators and auditors included.
    MemberId,
    /// A sign-up in progress, before it has become a member.
    SignUpId,
    /// One published version of a terms document 「약관」.
    TermsId,
    /// One record of a member's agreement to one terms version.
    ConsentId,
    /// A 6-digit code sent to a phone.
    PhoneCodeId,
    /// A single-use link sent by mail.
    MailLinkId,
    /// A picture of letters to be typed in order.
    CaptchaId,
    /// A signed-in browser or client.
    SessionId,
    /// An SSH public key of a member.
    SshKeyId,
    /// A personal access token.
    TokenId,
    /// A mail or SMS in the outbox.
    MessageId,
    /// An announcement 「공지사항」.
    AnnouncementId,
    /// A durable job.
    JobId,
    /// Where an audited act came from (address and client), kept apart from the audit chain.
    OriginId,
    /// A data key that seals secrets.
    KeyId,
    /// An organisation 「회원사」, personal ones included.
    OrganizationId,
    /// A department 「부서」 of an organisation.
    DepartmentId,
    /// A member's belonging to an organisation.
    MembershipId,
    /// An invitation to an organisation, by mail.
    InvitationId,
    /// An order 「신청」.
    OrderId,
    /// One step of an order's approval line 「결재선」.
    OrderStepId,
    /// One entry of an order's timeline.
    OrderEventId,
    /// A file attached to an order.
    AttachmentId,
    /// What an order was quoted 「견적」.
    QuoteId,
    /// Quota held for an order until it ends.
    ReservationId,
    /// One version of an approval policy 「결재 정책」.
    PolicyId,
    /// One substitution 「대결」: who decides for whom, from when to when.
    SubstitutionId,
    /// A project 「프로젝트」.
    ProjectId,
    /// A cluster 「클러스터」: where things run.
    ClusterId,
    /// A category 「상품 종류」 of the catalog.
    CategoryId,
    /// An offering 「상품」.
    OfferingId,
    /// A price of a plan.
    PriceId,
    /// One version of an offering's terms 「상품 약관」.
    OfferingTermsId,
    /// An organisation's subscription 「상품 이용」.
    SubscriptionId,
    /// A stretch of time in which something was there to be charged.
    UsageIntervalId,
    /// One record of an agreement to an offering's terms.
    OfferingConsentId,
    /// Promotion codes 「프로모션 코드」 that were made together.
    PromotionBatchId,
    /// A promotion code.
    PromotionCodeId,
    /// What an organisation pays with 「결제 정보」.
    BillingAccountId,
    /// One visit to a payment gateway's page for a card.
    CardCheckId,
    /// A billing key that is not used any more.
    RetiredCardId,
    /// A notice in the console 「알림」.
    NoticeId,
    /// Something that happened to an organisation, as told to webhooks.
    EventId,
    /// A webhook 「웹훅」.
    WebhookId,
    /// One delivery of an event to a webhook.
    DeliveryId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_canonical_form_is_an_id() {
        let text = "0192d3c4-0000-7000-8000-000000000001";
        assert_eq!(text.parse::<MemberId>().unwrap().to_string(), text);
        assert!(text.to_uppercase().parse::<MemberId>().is_err() || text == text.to_uppercase());
        assert!("0192D3C4-0000-7000-8000-00000000000A".parse::<MemberId>().is_err());
        assert!("0192d3c40000700080000000000000 01".parse::<MemberId>().is_err());
    }
}
