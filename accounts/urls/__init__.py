from accounts.urls import people, signing

urlpatterns = signing.urlpatterns + people.urlpatterns
