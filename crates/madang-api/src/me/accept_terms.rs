//! Agreeing to new versions of terms.

use http::StatusCode;
use madang_core::terms;
use madang_model::TermsId;
use madang_web::Fail;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::body::Body;
use crate::caller::SignedIn;
use crate::wire::Ident;

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AcceptTermsBody {
    #[schema(value_type = Vec<String>)]
    terms: Vec<Ident<TermsId>>,
}

#[utoipa::path(
    post,
    path = "/api/v1/me/consents",
    operation_id = "acceptTerms",
    tag = "me",
    request_body = AcceptTermsBody,
    responses((status = 204)),
    extensions(("x-access" = json!("member")))
)]
pub(crate) async fn accept_terms(
    SignedIn(ctx): SignedIn,
    Body(body): Body<AcceptTermsBody>,
) -> Result<StatusCode, Fail> {
    let agreed: Vec<TermsId> = body.terms.into_iter().map(|id| id.0).collect();
    terms::accept(&ctx, &agreed).await?;
    Ok(StatusCode::NO_CONTENT)
}
