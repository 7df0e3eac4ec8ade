# The card page of the test payment gateway

sandbox-title = Test card verification
sandbox-test = This is a test page. Don't enter a real card number. Only the test cards below work, and nothing is charged.
sandbox-number = Card number
sandbox-expiry = Expiry (MM/YY)
sandbox-gender = Gender
sandbox-male = Male
sandbox-female = Female
sandbox-birth = Date of birth (YYMMDD)
sandbox-verify = Verify
sandbox-cancel = Cancel
sandbox-cards = Test cards
sandbox-card-success = Verified and paid
sandbox-card-declined = Verification declined
sandbox-card-charge-declined = Verified; payment declined for insufficient funds
sandbox-card-timeout = Done, but the answer is lost
sandbox-card-slow = Verified after 5 seconds
sandbox-card-duplicate = The result is delivered twice
sandbox-not-a-test-card = Only the test card numbers below work here.
sandbox-expiry-wrong = Enter the expiry as MM/YY.
sandbox-birth-wrong = Choose a gender and enter six digits for the date of birth.
sandbox-twice = The result is being delivered twice.
sandbox-back = Back
